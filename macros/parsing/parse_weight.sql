{% macro parse_weight(text) -%}
    {{ return(adapter.dispatch('parse_weight', 'nps')(text)) }}
{%- endmacro %}


{% macro default__parse_weight(text) -%}
    case
        when {{ text }} is null or {{ nps.trimmed(text) }} = '' then 1
        when {{ nps.parse_number(text) }} >= 0 then {{ nps.parse_number(text) }}
    end
{%- endmacro %}
