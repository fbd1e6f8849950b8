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


{#- What row_digest returns. -#}
{% macro type_row_digest() -%}
    {{ return(adapter.dispatch('type_row_digest', 'nps')()) }}
{%- endmacro %}


{% macro default__type_row_digest() -%}
    {{ dbt.type_string() }}
{%- endmacro %}


{% macro duckdb__type_row_digest() -%}
    ubigint
{%- endmacro %}


{#- Counts become doubles before they are multiplied: P x D leaves bigint near
    three thousand million each. A bare 1.96 is a decimal to DuckDB, and
    decimals overflow. -#}
{% macro as_double(expression) -%}
    cast({{ expression }} as {{ nps.type_double() }})
{%- endmacro %}
