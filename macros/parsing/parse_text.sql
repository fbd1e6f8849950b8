{% macro parse_text(text) -%}
    nullif({{ nfc(trimmed(text)) }}, '')
{%- endmacro %}
