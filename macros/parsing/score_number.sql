{#- A letter of any script: what is no control sign, digit or other sign of ASCII. -#}
{% macro score_number(text) -%}
    {{ return(adapter.dispatch('score_number', 'nps')(text)) }}
{%- endmacro %}


{% macro default__score_number(text) -%}
    {%- set value = nps.trimmed(text) -%}
    {%- set letter = '[^ -@\\[-`{-~]' -%}
    {%- set label = letter ~ '[^0-9%]*' ~ letter ~ '[^0-9%]*' -%}
    {#- "10 - Extremely likely", "Extremely likely (10)". A dash before the digits may be
        a sign, a dot behind them a fraction, and two numbers are no answer. -#}
    {%- set leading = '^[0-9]{1,2}( +| *[-–—:=)|] *|[.] +)[(]?' ~ label ~ '$' -%}
    {%- set trailing = '^' ~ label ~ '[ :=|(\\[][0-9]{1,2}[])]?$' -%}
    case
        when {{ nps.parse_number(text) }} is not null then {{ nps.parse_number(text) }}
        when {{ nps.matches(value, leading) }} or {{ nps.matches(value, trailing) }}
            then {{ nps.parse_number(nps.only_digits(value)) }}
    end
{%- endmacro %}
