{% macro parse_number(text) -%}
    {{ return(adapter.dispatch('parse_number', 'nps')(text)) }}
{%- endmacro %}


{% macro default__parse_number(text) -%}
    {#- Plain decimal digits only: no exponent, no hexadecimal, no comma, no
        digit of another script, no NaN. Fifteen digits are exact in a double. -#}
    case
        when {{ nps.matches(nps.trimmed(text), '^[+-]?0*[0-9]{1,15}([.][0-9]+)?$') }}
            then {{ dbt.safe_cast(nps.trimmed(text), nps.type_double()) }}
    end
{%- endmacro %}
