{#- The moment at which this command began, as a number of microseconds. Builds, loads
    and changes are numbered by it: a later one has a greater number, and none comes
    twice. -#}
{% macro clock_number() -%}
    {{ (run_started_at.timestamp() * 1000000) | int }}
{%- endmacro %}
