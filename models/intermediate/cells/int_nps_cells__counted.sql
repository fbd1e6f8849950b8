{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='period_month',
    on_schema_change='fail'
) }}

{%- set segments = setting('nps_segments') -%}

with

touched as (

    {{ touched_months(this) }}

),

answers as (

    select
        metric_type,
        program,
        response_month as period_month,
        touchpoint,
        {% for name in segments -%}
            segment_{{ loop.index }},
        {% endfor -%}
        nps_category
    from {{ ref('int_answers__ledger') }}
    where
        nps_category is not null
        and is_seen
        and response_month in (select touched.period_month from touched)

),

-- Every combination once; the cells are sums of these.
combined as (

    select
        metric_type,
        program,
        period_month,
        touchpoint,
        {% for name in segments -%}
            segment_{{ loop.index }},
        {% endfor -%}
        count(*) as response_count,
        sum(case when nps_category = 'promoter' then 1 else 0 end) as promoters,
        sum(case when nps_category = 'passive' then 1 else 0 end) as passives,
        sum(case when nps_category = 'detractor' then 1 else 0 end) as detractors
    from answers
    group by
        metric_type,
        program,
        period_month,
        {% for name in segments -%}
            segment_{{ loop.index }},
        {% endfor -%}
        touchpoint

),

-- A column that a set leaves out is null, and no label ever is.
counted as (

    select
        metric_type,
        program,
        period_month,
        touchpoint,
        {% for name in segments -%}
            segment_{{ loop.index }},
        {% endfor -%}
        sum(response_count) as response_count,
        sum(promoters) as promoters,
        sum(passives) as passives,
        sum(detractors) as detractors
    from combined
    group by grouping sets (
        {% for name in segments -%}
            (metric_type, program, period_month, segment_{{ loop.index }}),
            (metric_type, program, period_month, segment_{{ loop.index }}, touchpoint),
        {% endfor -%}
        (metric_type, program, period_month, touchpoint),
        (metric_type, program, period_month)
    )

),

named as (

    select
        metric_type,
        program,
        period_month,
        coalesce(
            {% for name in segments -%}
                case
                    when segment_{{ loop.index }} is not null
                        then {{ text_literal(name) }}
                end,
            {% endfor -%}
            cast(null as {{ dbt.type_string() }})
        ) as segment_name,
        coalesce(
            {% for name in segments -%}
                segment_{{ loop.index }},
            {% endfor -%}
            cast(null as {{ dbt.type_string() }})
        ) as segment_value,
        touchpoint,
        cast(response_count as bigint) as response_count,
        cast(promoters as bigint) as promoters,
        cast(passives as bigint) as passives,
        cast(detractors as bigint) as detractors
    from counted

),

kinds as (

    select
        case
            when segment_name is not null and touchpoint is not null then 'segment_touchpoint'
            when segment_name is not null then 'segment'
            when touchpoint is not null then 'touchpoint'
            else 'month'
        end as cell_kind,
        *
    from named

),

cells as (

    select
        kinds.*,
        touched.counted_in
    from kinds
    inner join touched
        on kinds.period_month = touched.period_month
    where kinds.cell_kind = 'month' or kinds.metric_type = 'nps'
    union all
    select
        'marker' as cell_kind,
        null as metric_type,
        null as program,
        period_month,
        null as segment_name,
        null as segment_value,
        null as touchpoint,
        0 as response_count,
        0 as promoters,
        0 as passives,
        0 as detractors,
        counted_in
    from touched

)

select * from cells
