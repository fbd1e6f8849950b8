{% macro parse_label(text) -%}
    coalesce(nullif({{ nfc(trimmed(text)) }}, ''), '(unknown)')
{%- endmacro %}
