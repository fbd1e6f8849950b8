{%- set k = setting('nps_k_anonymity') -%}
{%- set k_employee = setting('nps_k_anonymity_employee') -%}

with

cells as (

    select * from {{ ref('int_nps_cells__completed') }}

),

exposed as (

    select * from {{ ref('int_nps_cells__exposed') }}

),

small as (

    select
        cells.*,
        case when cells.metric_type = 'enps' then {{ k_employee }} else {{ k }} end as k,
        case
            when cells.metric_type = 'enps'
                then {{ is_small_cell('cells.response_count', k_employee) }}
            else {{ is_small_cell('cells.response_count', k) }} or exposed.program is not null
        end as is_small
    from cells
    left join exposed
        on
            cells.cell_kind = exposed.cell_kind
            and cells.program = exposed.program
            and cells.period_month = exposed.period_month
            and coalesce(cells.segment_name, '') = coalesce(exposed.segment_name, '')
            and coalesce(cells.segment_value, '') = coalesce(exposed.segment_value, '')
            and coalesce(cells.touchpoint, '') = coalesce(exposed.touchpoint, '')

),

{{ suppressed_totals() }},

pairs_0 as (

    select
        small.*,
        small.is_small
        or segment.is_suppressed
        or touchpoint.is_suppressed as is_suppressed
    from small
    inner join parts as segment
        on
            small.program = segment.program
            and small.period_month = segment.period_month
            and small.segment_name = segment.segment_name
            and small.segment_value = segment.segment_value
            and segment.cell_kind = 'segment'
    inner join parts as touchpoint
        on
            small.program = touchpoint.program
            and small.period_month = touchpoint.period_month
            and small.touchpoint = touchpoint.touchpoint
            and touchpoint.cell_kind = 'touchpoint'
    where small.cell_kind = 'segment_touchpoint'

),

{{ pair_passes(6 if k > 1 else 0, k) }},

suppressed as (

    select {{ cell_columns() | join(', ') }} from months
    union all
    select {{ cell_columns() | join(', ') }} from parts
    union all
    select {{ cell_columns() | join(', ') }} from pairs

)

select * from suppressed
