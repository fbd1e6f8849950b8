{% macro parse_text(text) -%}
    {{ return(adapter.dispatch('parse_text', 'nps')(text)) }}
{%- endmacro %}


{% macro default__parse_text(text) -%}
    nullif({{ nps.nfc(nps.trimmed(text)) }}, '')
{%- endmacro %}
