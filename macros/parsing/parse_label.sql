{% macro parse_label(text) -%}
    coalesce({{ parse_text(text) }}, '(unknown)')
{%- endmacro %}
