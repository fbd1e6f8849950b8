{% macro parse_boolean(text) -%}
    coalesce(lower({{ nps.trimmed(text) }}) in ('true', '1', 'yes', 't'), false)
{%- endmacro %}
