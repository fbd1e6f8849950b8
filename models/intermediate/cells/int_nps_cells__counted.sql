{%- set segments = setting('nps_segments') -%}

with

answers as (

    select * from {{ ref('nps', 'int_answers__ledger') }}
    where
        metric_type in ('nps', 'enps')
        and is_seen
        and nps_category is not null

),

-- By touchpoint, and by touchpoint and each segment: a set for each, so that the cost
-- grows with the sum of the segments and not with their product.
counted as (

    select
        metric_type,
        program,
        response_month as period_month,
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
            (metric_type, program, response_month, touchpoint, segment_{{ loop.index }}),
        {% endfor -%}
        (metric_type, program, response_month, touchpoint)
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

-- And each of these over all touchpoints.
totalled as (

    select * from named
    union all
    select
        metric_type,
        program,
        period_month,
        segment_name,
        segment_value,
        cast(null as {{ dbt.type_string() }}) as touchpoint,
        cast(sum(response_count) as bigint) as response_count,
        cast(sum(promoters) as bigint) as promoters,
        cast(sum(passives) as bigint) as passives,
        cast(sum(detractors) as bigint) as detractors
    from named
    group by 1, 2, 3, 4, 5

),

cells as (

    select
        case
            when segment_name is not null and touchpoint is not null then 'segment_touchpoint'
            when segment_name is not null then 'segment'
            when touchpoint is not null then 'touchpoint'
            else 'month'
        end as cell_kind,
        *
    from totalled
    -- Employees are counted by month alone.
    where metric_type = 'nps' or (segment_name is null and touchpoint is null)

)

select * from cells
