{#- Writes into the file of this project which command last worked on it: a build
    that was killed must not be published by the results of the one before. -#}
{% macro sign_build() -%}
    {%- if execute and nps.is_build_file() -%}
        {%- set schema = target.schema ~ '_intermediate' -%}
        {%- do run_query('create schema if not exists ' ~ schema) -%}
        create or replace table {{ schema }}._last_command as
        select '{{ invocation_id }}' as invocation_id
    {%- endif -%}
{%- endmacro %}
