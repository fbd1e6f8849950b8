-- A program is one figure, so its answers are on one scale. A row here means
-- that a 4 out of 5 and a 4 out of 10 went into the same NPS, and that the
-- stop in int_answers__ledger did not see it.
with

scales as (

    select
        program,
        metric_type,
        scale_min,
        detractor_max,
        passive_max,
        scale_max,
        score_direction
    from {{ ref('int_answers__ledger') }}
    where reason is null
    group by 1, 2, 3, 4, 5, 6, 7

),

mixed as (

    select
        program,
        metric_type,
        count(*) as scale_count
    from scales
    group by 1, 2
    having count(*) > 1

)

select * from mixed
