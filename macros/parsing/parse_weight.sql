{% macro parse_weight(text) -%}
    case
        when {{ text }} is null or {{ trimmed(text) }} = '' then 1
        when {{ parse_number(text) }} >= 0 then {{ parse_number(text) }}
    end
{%- endmacro %}
