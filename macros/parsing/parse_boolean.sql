{% macro parse_boolean(text) -%}
    {{ return(adapter.dispatch('parse_boolean', 'nps')(text)) }}
{%- endmacro %}


{% macro default__parse_boolean(text) -%}
    coalesce(lower({{ nps.trimmed(text) }}) in ('true', '1', 'yes', 't'), false)
{%- endmacro %}
