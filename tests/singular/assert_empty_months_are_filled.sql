-- A series has every month from its first answer to its last, and none
-- outside. A row here means that a chart draws a line over a month in which
-- nobody answered, or compares with a month that is not the one before.
with

series as (

    select
        'nps_by_month' as relation,
        program,
        '' as part,
        period_month,
        response_count
    from {{ ref('nps', 'nps_by_month') }}
    union all
    select
        'nps_by_segment' as relation,
        program,
        segment_name || ': ' || segment_value as part,
        period_month,
        response_count
    from {{ ref('nps', 'nps_by_segment') }}
    union all
    select
        'nps_by_touchpoint' as relation,
        program,
        touchpoint as part,
        period_month,
        response_count
    from {{ ref('nps', 'nps_by_touchpoint') }}

),

spans as (

    select
        relation,
        program,
        part,
        count(*) as month_count,
        min(period_month) as first_month,
        max(period_month) as last_month,
        min(case when response_count > 0 then period_month end) as first_counted_month,
        max(case when response_count > 0 then period_month end) as last_counted_month
    from series
    group by 1, 2, 3

),

broken as (

    select * from spans
    where
        month_count != {{ dbt.datediff('first_month', 'last_month', 'month') }} + 1
        or coalesce(first_month != first_counted_month, true)
        or coalesce(last_month != last_counted_month, true)

)

select * from broken
