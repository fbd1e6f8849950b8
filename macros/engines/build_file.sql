{#- Whether the target is the file of this project, where one command works at a time and
    what it leaves is published: elsewhere a build signs nothing. -#}
{% macro is_build_file() -%}
    {{ return(adapter.dispatch('is_build_file', 'nps')()) }}
{%- endmacro %}


{% macro default__is_build_file() -%}
    {{ return(false) }}
{%- endmacro %}


{% macro duckdb__is_build_file() -%}
    {{ return(target.profile_name == 'nps_demo') }}
{%- endmacro %}
