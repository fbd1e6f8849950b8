{%- set segments = setting('nps_segments') -%}
{%- set keys = cell_tally_keys()[1:] -%}
{%- set counts = ['row_count', 'promoters', 'passives', 'detractors'] -%}

with

corrections as (

    {{ tally(ref('int_answers__repeated'), ['cell'], correction_weight()) }}

),

parts as (

    select
        {{ (keys + counts) | join(',\n        ') }}
    from {{ ref('int_answers__tallied') }}
    where is_cell and metric_type in ('nps', 'enps')
    union all
    select
        {{ (keys + counts) | join(',\n        ') }}
    from corrections
    where metric_type in ('nps', 'enps')

),

-- Every combination once; the cells are sums of these.
combined as (

    select
        metric_type,
        program,
        response_month as period_month,
        touchpoint,
        {% for name in segments -%}
            segment_{{ loop.index }},
        {% endfor -%}
        sum(row_count) as response_count,
        sum(promoters) as promoters,
        sum(passives) as passives,
        sum(detractors) as detractors
    from parts
    group by
        metric_type,
        program,
        response_month,
        {% for name in segments -%}
            segment_{{ loop.index }},
        {% endfor -%}
        touchpoint
    having sum(row_count) > 0

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

    select *
    from kinds
    where cell_kind = 'month' or metric_type = 'nps'

)

select * from cells
