-- The segments, the touchpoints and the pairs of a month each hold all of its
-- answers once. A row here means that one slice of a dashboard shows another
-- total than the month, and that suppression hides the wrong remainder.
with

cells as (

    select * from {{ ref('nps', 'int_nps_cells__counted') }}
    where metric_type = 'nps'

),

-- Also a slice that lost all its cells.
slices as (

    select
        'touchpoint' as cell_kind,
        '' as segment_name
    {% for name in setting('nps_segments') -%}
        union all
        select
            'segment' as cell_kind,
            {{ dbt.string_literal(dbt.escape_single_quotes(name)) }} as segment_name
        union all
        select
            'segment_touchpoint' as cell_kind,
            {{ dbt.string_literal(dbt.escape_single_quotes(name)) }} as segment_name
    {% endfor %}
),

wholes as (

    select
        slices.cell_kind,
        slices.segment_name,
        cells.program,
        cells.period_month,
        cells.response_count,
        cells.promoters,
        cells.passives,
        cells.detractors
    from cells
    cross join slices
    where cells.cell_kind = 'month'

),

sums as (

    select
        cell_kind,
        coalesce(segment_name, '') as segment_name,
        program,
        period_month,
        sum(response_count) as response_count,
        sum(promoters) as promoters,
        sum(passives) as passives,
        sum(detractors) as detractors
    from cells
    where cell_kind != 'month'
    group by 1, 2, 3, 4

),

differences as (

    select
        coalesce(wholes.cell_kind, sums.cell_kind) as cell_kind,
        coalesce(wholes.segment_name, sums.segment_name) as segment_name,
        coalesce(wholes.program, sums.program) as program,
        coalesce(wholes.period_month, sums.period_month) as period_month,
        wholes.response_count as count_of_whole,
        sums.response_count as count_of_parts
    from wholes
    full outer join sums
        on
            wholes.cell_kind = sums.cell_kind
            and wholes.segment_name = sums.segment_name
            and wholes.program = sums.program
            and wholes.period_month = sums.period_month
    where
        coalesce(wholes.response_count, 0) != coalesce(sums.response_count, 0)
        or coalesce(wholes.promoters, 0) != coalesce(sums.promoters, 0)
        or coalesce(wholes.passives, 0) != coalesce(sums.passives, 0)
        or coalesce(wholes.detractors, 0) != coalesce(sums.detractors, 0)

)

select * from differences
