{{ config(enabled=project_name == 'nps') }}
-- NPS by quarter from the month mart: counts are summed, then divided once.
-- A suppressed month has no counts, so its quarter is left out whole.
with

months as (

    select * from {{ ref('nps', 'nps_by_month') }}

),

quarters as (

    select
        program,
        cast({{ dbt.date_trunc('quarter', 'period_month') }} as date) as quarter_start,
        sum(response_count) as response_count,
        sum(promoter_count) as promoter_count,
        sum(passive_count) as passive_count,
        sum(detractor_count) as detractor_count
    from months
    group by 1, 2
    having not bool_or(is_suppressed)

)

select
    program,
    quarter_start,
    response_count,
    {{ nps_score('promoter_count', 'detractor_count', 'response_count') }} as nps,
    {{ nps_standard_error('promoter_count', 'passive_count', 'detractor_count') }}
        as nps_standard_error
from quarters
