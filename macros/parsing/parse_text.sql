{% macro parse_text(text) -%}
    nullif({{ trimmed(text) }}, '')
{%- endmacro %}
