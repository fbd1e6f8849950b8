{% macro stop(sentence) -%}
    {{ exceptions.raise_compiler_error(sentence) }}
{%- endmacro %}


{% macro stop_on_first(problems) -%}
    {%- set found = run_query(
        'select problem from (' ~ problems ~ ') as problems order by problem limit 1') -%}
    {%- if found | length > 0 -%}
        {{ nps.stop(found.columns[0].values()[0]) }}
    {%- endif -%}
{%- endmacro %}
