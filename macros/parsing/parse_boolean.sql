{% macro parse_boolean(text) -%}
    coalesce(lower({{ trimmed(text) }}) in ('true', '1', 'yes', 't'), false)
{%- endmacro %}
