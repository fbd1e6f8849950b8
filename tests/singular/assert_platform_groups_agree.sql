-- Where a platform calls an answer promoter, passive or detractor, so do we. A
-- row here is no error of the score, which stands on the answer itself: the
-- platform may use other cut-offs, or the scale that was declared is not its own.
{{ config(severity='warn') }}

with

counts as (

    select
        source_system,
        survey_id,
        sum(other_group_count) as other_group_count
    from {{ ref('int_loads__counted') }}
    group by 1, 2
    having sum(other_group_count) > 0

)

select * from counts
