with

cells as (

    select * from {{ ref('nps', 'int_nps_cells__counted') }}

),

months as (

    select * from {{ ref('nps', 'int_calendar__months') }}

),

spans as (

    select
        cell_kind,
        metric_type,
        program,
        segment_name,
        segment_value,
        touchpoint,
        min(period_month) as first_month,
        max(period_month) as last_month
    from cells
    group by 1, 2, 3, 4, 5, 6

),

-- Pairs are sparse: they have the months with answers only.
spanned as (

    select
        spans.cell_kind,
        spans.metric_type,
        spans.program,
        months.period_month,
        spans.segment_name,
        spans.segment_value,
        spans.touchpoint
    from spans
    inner join months
        on months.period_month between spans.first_month and spans.last_month
    where spans.cell_kind != 'segment_touchpoint'

),

empty_months as (

    select
        spanned.*,
        cast(0 as bigint) as response_count,
        cast(0 as bigint) as promoters,
        cast(0 as bigint) as passives,
        cast(0 as bigint) as detractors
    from spanned
    left join cells
        on
            spanned.cell_kind = cells.cell_kind
            and spanned.metric_type = cells.metric_type
            and spanned.program = cells.program
            and spanned.period_month = cells.period_month
            and coalesce(spanned.segment_name, '') = coalesce(cells.segment_name, '')
            and coalesce(spanned.segment_value, '') = coalesce(cells.segment_value, '')
            and coalesce(spanned.touchpoint, '') = coalesce(cells.touchpoint, '')
    where cells.program is null

),

all_time as (

    select
        'all_time' as cell_kind,
        metric_type,
        program,
        cast(null as date) as period_month,
        cast(null as {{ dbt.type_string() }}) as segment_name,
        cast(null as {{ dbt.type_string() }}) as segment_value,
        cast(null as {{ dbt.type_string() }}) as touchpoint,
        cast(sum(response_count) as bigint) as response_count,
        cast(sum(promoters) as bigint) as promoters,
        cast(sum(passives) as bigint) as passives,
        cast(sum(detractors) as bigint) as detractors
    from cells
    where cell_kind = 'month' and metric_type = 'nps'
    group by 2, 3

),

completed as (

    select
        cell_kind,
        metric_type,
        program,
        period_month,
        segment_name,
        segment_value,
        touchpoint,
        response_count,
        promoters,
        passives,
        detractors
    from cells
    union all
    select * from empty_months
    union all
    select * from all_time

)

select * from completed
