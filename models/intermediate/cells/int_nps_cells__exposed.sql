{#- Without small cells nothing can be given away. -#}
{%- set k = setting('nps_k_anonymity') -%}

with

cells as (

    select * from {{ ref('nps', 'int_nps_cells__completed') }}
    where metric_type = 'nps' and response_count > 0 and {{ k }} > 1

),

small as (

    select
        *,
        {{ k }} as k,
        {{ is_small_cell('response_count', k) }} as is_small
    from cells

),

{{ suppressed_totals() }},

pairs as (

    select
        pair.program,
        pair.period_month,
        pair.segment_name,
        pair.segment_value,
        pair.touchpoint,
        pair.response_count,
        pair.is_small,
        pair.response_count = segment.response_count
        and not segment.is_suppressed as is_known_by_segment,
        pair.response_count = touchpoint.response_count
        and not touchpoint.is_suppressed as is_known_by_touchpoint
    {{ from_pairs_with_totals() }}

),

-- A pair that is all of its segment is known from there and covers nobody: the
-- total of its touchpoint less such pairs may be the small one.
touchpoints as (

    select
        program,
        period_month,
        segment_name,
        touchpoint
    from pairs
    where not is_known_by_segment
    group by 1, 2, 3, 4
    having {{ is_exposed('is_small', 'response_count', k) }}

),

segments as (

    select
        program,
        period_month,
        segment_name,
        segment_value
    from pairs
    where not is_known_by_touchpoint
    group by 1, 2, 3, 4
    having {{ is_exposed('is_small', 'response_count', k) }}

),

exposed as (

    select distinct
        'touchpoint' as cell_kind,
        program,
        period_month,
        cast(null as {{ dbt.type_string() }}) as segment_name,
        cast(null as {{ dbt.type_string() }}) as segment_value,
        touchpoint
    from touchpoints
    union all
    select
        'segment' as cell_kind,
        program,
        period_month,
        segment_name,
        segment_value,
        cast(null as {{ dbt.type_string() }}) as touchpoint
    from segments

)

select * from exposed
