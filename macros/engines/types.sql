{% macro type_double() -%}
    {{ return(adapter.dispatch('type_double', 'nps')()) }}
{%- endmacro %}


{% macro default__type_double() -%}
    double precision
{%- endmacro %}


{% macro duckdb__type_double() -%}
    double
{%- endmacro %}


{% macro spark__type_double() -%}
    double
{%- endmacro %}


{#- A bare 1.96 is a decimal to DuckDB, and decimals overflow. -#}
{% macro double_literal(number) -%}
    cast({{ number }} as {{ type_double() }})
{%- endmacro %}
