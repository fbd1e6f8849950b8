{#- The months that a counting model has to count again: all of them in a full
    build, else those that changed since it last counted. The model counts by
    period_month, writes the columns of this relation, and gives each month one
    marker row, so that a month whose last answer went away is counted too. -#}
{% macro touched_months(this_relation) -%}
    select
        period_month,
        max(touched_in) over () as counted_in
    from {{ ref('int_answers__touched_months') }}
    {% if is_incremental() -%}
        where touched_in > (select coalesce(max(counted.counted_in), 0) from {{ this_relation }} as counted)
    {%- endif %}
{%- endmacro %}
