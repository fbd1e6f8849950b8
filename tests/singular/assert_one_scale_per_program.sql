-- A program is one figure, so its answers are on one scale. A row here means
-- that a 4 out of 5 and a 4 out of 10 went into the same NPS, and that the
-- stop in int_loads__counted did not see it.
with

scales as (

    select distinct
        counted.program,
        counted.metric_type,
        scales.scale_min,
        scales.detractor_max,
        scales.passive_max,
        scales.scale_max,
        scales.score_direction
    from {{ ref('nps', 'int_loads__counted') }} as counted
    inner join {{ ref('nps', 'int_surveys__scaled') }} as scales
        on
            counted.declaration_key = scales.declaration_key
            and counted.metric_type = scales.metric_type
    where counted.reason is null

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
