{#- CTEs that hide the small totals of the CTE small, and what would give them
    away: months of a program, then the segments and touchpoints of a month.
    They end in the CTEs months and parts. -#}
{% macro suppressed_totals() -%}
    {{ return(adapter.dispatch('suppressed_totals', 'nps')()) }}
{%- endmacro %}


{% macro default__suppressed_totals() -%}
-- The total of a program is published: one hidden month would be the rest.
-- No total of an employee program is.
months as (

    select
        *,
        case
            when cell_kind = 'all_time' or metric_type = 'enps' then is_small
            else {{ nps.is_suppressed_in_family(
                'is_small', 'response_count', 'k', 'cell_kind, metric_type, program', 'period_month') }}
        end as is_suppressed
    from small
    where cell_kind in ('all_time', 'month')

),

-- What adds up to a hidden month is hidden with it.
within_months as (

    select
        small.*,
        months.is_suppressed as is_parent_suppressed
    from small
    inner join months
        on
            small.metric_type = months.metric_type
            and small.program = months.program
            and small.period_month = months.period_month
    where small.cell_kind in ('segment', 'touchpoint')

),

parts as (

    select
        *,
        (response_count > 0 and is_parent_suppressed)
        or {{ nps.is_suppressed_in_family(
            'is_small', 'response_count', 'k',
            'cell_kind, program, period_month, segment_name',
            'segment_value, touchpoint') }} as is_suppressed
    from within_months

)
{%- endmacro %}


{#- Each pair of the CTE small beside its two totals of the CTE parts. -#}
{% macro from_pairs_with_totals() -%}
    {{ return(adapter.dispatch('from_pairs_with_totals', 'nps')()) }}
{%- endmacro %}


{% macro default__from_pairs_with_totals() -%}
    from small as pair
    inner join parts as segment
        on
            pair.program = segment.program
            and pair.period_month = segment.period_month
            and pair.segment_name = segment.segment_name
            and pair.segment_value = segment.segment_value
            and segment.cell_kind = 'segment'
    inner join parts as touchpoint
        on
            pair.program = touchpoint.program
            and pair.period_month = touchpoint.period_month
            and pair.touchpoint = touchpoint.touchpoint
            and touchpoint.cell_kind = 'touchpoint'
    where pair.cell_kind = 'segment_touchpoint'
{%- endmacro %}


{#- Whether hiding all cells of a group would still give its small one away. -#}
{% macro is_exposed(is_small, count, k) -%}
    {{ return(adapter.dispatch('is_exposed', 'nps')(is_small, count, k)) }}
{%- endmacro %}


{% macro default__is_exposed(is_small, count, k) -%}
    max(case when {{ is_small }} then 1 else 0 end) = 1
    and (count(*) < 2 or sum({{ count }}) < {{ k }})
{%- endmacro %}


{#- CTEs that hide pairs of segment and touchpoint, row by row and column by
    column, from the CTE pairs_0 to the CTE pairs. A hidden pair can take others
    along for longer than any number of passes: a grid in which one more pass
    would hide more is hidden whole. -#}
{% macro pair_passes(passes, k) -%}
    {{ return(adapter.dispatch('pair_passes', 'nps')(passes, k)) }}
{%- endmacro %}


{% macro default__pair_passes(passes, k) -%}
    {%- set grid = 'program, period_month, segment_name' -%}
    {%- set lines = [grid ~ ', segment_value', grid ~ ', touchpoint'] -%}
    {%- for pass in range(passes) %}
pairs_{{ loop.index }} as (

    select
        {{ nps.cell_columns() | reject('equalto', 'is_suppressed') | join(', ') }},
        {{ nps.is_suppressed_in_family('is_suppressed', 'response_count', k,
            lines[loop.index0 % 2], 'segment_value, touchpoint') }} as is_suppressed
    from pairs_{{ loop.index0 }}

),
    {%- endfor %}

unsettled as (

    select
        *,
        not is_suppressed
        and (
            {%- for line in lines %}
            {{ nps.is_suppressed_in_family('is_suppressed', 'response_count', k,
                line, 'segment_value, touchpoint') }}
            {{ 'or' if not loop.last }}
            {%- endfor %}
        ) as is_wanted
    from pairs_{{ passes }}

),

pairs as (

    select
        {{ nps.cell_columns() | reject('equalto', 'is_suppressed') | join(', ') }},
        is_suppressed
        or max(case when is_wanted then 1 else 0 end) over (partition by {{ grid }}) = 1
            as is_suppressed
    from unsettled

)
{%- endmacro %}
