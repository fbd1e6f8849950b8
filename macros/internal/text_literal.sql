{#- Text as an SQL literal: data, whatever it holds. -#}
{% macro text_literal(text) -%}
    {{ return(dbt.string_literal(dbt.escape_single_quotes(text))) }}
{%- endmacro %}
