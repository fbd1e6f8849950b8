{%- set k = setting('nps_k_anonymity') -%}
{%- set k_employee = setting('nps_k_anonymity_employee') -%}

with

cells as (

    select * from {{ ref('nps', 'int_nps_cells__completed') }}

),

exposed as (

    select * from {{ ref('nps', 'int_nps_cells__exposed') }}

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
        pair.*,
        pair.is_small
        or segment.is_suppressed
        or touchpoint.is_suppressed as is_suppressed
    {{ from_pairs_with_totals() }}

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
