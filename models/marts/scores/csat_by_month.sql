with

cells as (

    select * from {{ ref('int_companion_cells__scored') }}

),

csat_by_month as (

    select
        program,
        period_month,
        response_count,
        favourable_count,
        favourable_share,
        favourable_ci_low,
        favourable_ci_high,
        mean_score,
        is_low_sample,
        is_suppressed
    from cells
    where metric_type = 'csat'

)

select * from csat_by_month
