{% macro parse_text(text) -%}
    nullif({{ nps.nfc(nps.trimmed(text)) }}, '')
{%- endmacro %}
