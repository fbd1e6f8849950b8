with

stages as (

    select * from {{ ref('nps', 'nps_journey_stages') }}

),

seen as (

    select distinct touchpoint
    from {{ ref('nps', 'int_nps_cells__scored') }}
    where cell_kind = 'touchpoint' and metric_type = 'nps'

),

dim_touchpoints as (

    select
        coalesce(stages.touchpoint, seen.touchpoint) as touchpoint,
        stages.journey_order,
        stages.touchpoint is not null as is_journey_stage,
        seen.touchpoint is not null as has_answers,
        stages.meaning
    from stages
    full outer join seen
        on stages.touchpoint = seen.touchpoint

)

select * from dim_touchpoints
