{#- How many rows a rule holds of. A sum, because an engine picks the rows of each
    filter anew. -#}
{% macro count_where(rule) -%}
    cast(sum(case when {{ rule }} then 1 else 0 end) as bigint)
{%- endmacro %}
