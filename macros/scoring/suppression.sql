{% macro is_small_cell(count, k) -%}
    {{ return(adapter.dispatch('is_small_cell', 'nps')(count, k)) }}
{%- endmacro %}


{% macro default__is_small_cell(count, k) -%}
    ({{ count }} > 0 and {{ count }} < {{ k }})
{%- endmacro %}


{% macro is_suppressed_in_family(hidden, count, k, family, order_by) -%}
    {{ return(adapter.dispatch('is_suppressed_in_family', 'nps')(hidden, count, k, family, order_by)) }}
{%- endmacro %}


{% macro default__is_suppressed_in_family(hidden, count, k, family, order_by) -%}
    {%- set hidden_first -%}
        partition by {{ family }}
        order by
            case when {{ count }} > 0 then 0 else 1 end,
            case when {{ hidden }} then 0 else 1 end,
            {{ count }},
            {{ order_by }}
        rows between unbounded preceding and 1 preceding
    {%- endset -%}
    (
        {{ count }} > 0
        and max(case when {{ hidden }} then 1 else 0 end) over (partition by {{ family }}) = 1
        and (
            {{ hidden }}
            or count(*) over ({{ hidden_first }}) < 2
            or coalesce(sum({{ count }}) over ({{ hidden_first }}), 0) < {{ k }}
        )
    )
{%- endmacro %}
