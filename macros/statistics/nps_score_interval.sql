{% macro nps_score_interval(counts) -%}
    {{ return(adapter.dispatch('nps_score_interval', 'nps')(counts)) }}
{%- endmacro %}


{% macro default__nps_score_interval(counts) -%}
    {%- set z = nps.normal_multiplier() -%}
    {#- Tango (1998) has no simple closed form: fifty halvings between the
        score and each end of the scale find both limits. -#}
    with recursive

    tables as (
        select distinct
            {{ nps.as_double('promoter_count') }} as p,
            {{ nps.as_double('passive_count') }} as s,
            {{ nps.as_double('detractor_count') }} as d
        from {{ counts }}
        where promoter_count + passive_count + detractor_count > 0
    ),

    sides as (
        select p, s, d, cast(-1 as {{ nps.type_double() }}) as outer_end from tables
        union all
        select p, s, d, cast(1 as {{ nps.type_double() }}) as outer_end from tables
    ),

    halvings as (
        select
            p, s, d, outer_end,
            0 as halving,
            (p - d) / (p + s + d) as inside,
            outer_end as outside
        from sides
        union all
        select
            p, s, d, outer_end,
            halving + 1,
            case when is_inside then middle else inside end,
            case when is_inside then outside else middle end
        from (
            select
                *,
                power(p - d - (p + s + d) * middle, 2)
                < power({{ z }}, 2) * (p + s + d) * (
                    (sqrt(case when b * b - 4 * a * c > 0 then b * b - 4 * a * c else 0 end) - b) / a
                    + middle * (1 - middle)
                ) as is_inside
            from (
                select
                    *,
                    2 * (p + s + d) as a,
                    (2 * (p + s + d) - p + d) * middle - d - p as b,
                    - d * middle * (1 - middle) as c
                from (
                    {# The first step tries the end of the scale itself. #}
                    select
                        *,
                        case when halving = 0 then outer_end else (inside + outside) / 2 end as middle
                    from halvings
                    where halving < 51
                ) as tried
            ) as solved
        ) as compared
    )

    select
        p as promoter_count,
        s as passive_count,
        d as detractor_count,
        100 * min(case when outer_end < 0 then inside end) as limit_low,
        100 * max(case when outer_end > 0 then inside end) as limit_high
    from halvings
    where halving = 51
    group by p, s, d
{%- endmacro %}
