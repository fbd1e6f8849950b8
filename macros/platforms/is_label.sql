{#- Whether a customer-defined field holds a label, which may be an attribute: no
    verbatim, no address of somebody, no time. -#}
{% macro is_label(text) -%}
    (
        {{ nps.trimmed(text) }} != ''
        and length({{ text }}) <= 100
        and {{ text }} not like '%' || chr(10) || '%'
        and {{ text }} not like '%@%'
        and not {{ nps.matches(text, '^([0-9]{10,13}|[0-9]{4}-[0-9]{2}-[0-9]{2}.*)$') }}
    )
{%- endmacro %}


{#- Whether an answer may lie on a scale from 0 to 10. -#}
{% macro is_whole_to_ten(text) -%}
    {{ nps.matches(nps.trimmed(text), '^(10|[0-9])([.]0+)?$') }}
{%- endmacro %}
