{%- set segments = setting('nps_segments') -%}

with

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
    where is_seen and nps_category is not null

),

-- A set for each segment: their sum, never their product.
counted as (

    select
        metric_type,
        program,
        period_month,
        touchpoint,
        {% for name in segments -%}
            segment_{{ loop.index }},
        {% endfor -%}
        count(*) as response_count,
        {{ count_where("nps_category = 'promoter'") }} as promoters,
        {{ count_where("nps_category = 'passive'") }} as passives,
        {{ count_where("nps_category = 'detractor'") }} as detractors
    from answers
    group by grouping sets (
        {% for name in segments -%}
            (metric_type, program, period_month, segment_{{ loop.index }}),
            (metric_type, program, period_month, segment_{{ loop.index }}, touchpoint),
        {% endfor -%}
        (metric_type, program, period_month, touchpoint),
        (metric_type, program, period_month)
    )

),

-- A column that a set leaves out is null, and no label ever is.
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
        response_count,
        promoters,
        passives,
        detractors
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

    select *
    from kinds
    where cell_kind = 'month' or metric_type = 'nps'

)

select * from cells
