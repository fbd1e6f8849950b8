{#- Stops where the target cannot hold what is built. -#}
{% macro assert_engine() -%}
    {{ return(adapter.dispatch('assert_engine', 'nps')()) }}
{%- endmacro %}


{% macro default__assert_engine() -%}
{%- endmacro %}


{#- DuckDB names a database after its file: the database "nps" and the schema "nps" could
    not be told apart. -#}
{% macro duckdb__assert_engine() -%}
    {%- if target.database | lower == target.schema | lower -%}
        {{ nps.stop('The database file "' ~ target.path ~ '" has the name of the schema: '
            ~ 'set NPS_DUCKDB_PATH to a file with another name, such as warehouse/build.duckdb.') }}
    {%- endif -%}
{%- endmacro %}


{#- Earlier ones cannot say whether a text is a time without stopping at one that is none. -#}
{% macro postgres__assert_engine() -%}
    {%- set version = run_query('show server_version_num').columns[0].values()[0] if execute else 160000 -%}
    {%- if version | int < 160000 -%}
        {{ nps.stop('The server is PostgreSQL ' ~ version | int // 10000 ~ ': nps needs 16 or newer.') }}
    {%- endif -%}
{%- endmacro %}
