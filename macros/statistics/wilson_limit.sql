{% macro wilson_limit(successes, trials, side) -%}
    {{ return(adapter.dispatch('wilson_limit', 'nps')(successes, trials, side)) }}
{%- endmacro %}


{% macro default__wilson_limit(successes, trials, side) -%}
    {%- set z = nps.normal_multiplier() -%}
    {%- set n = 'nullif(' ~ nps.as_double(trials) ~ ', 0)' -%}
    {%- set share = nps.as_double(successes) ~ ' / ' ~ n -%}
    {%- set outermost = {'low': 0, 'high': 1}[side] -%}
    {#- Where none or all succeeded that limit is exact: rounding would carry
        it past the end of 0..1. -#}
    case
        when {{ share }} = {{ outermost }} then {{ nps.as_double(outermost) }}
        else (
            {{ share }} + {{ z }} * {{ z }} / 2 / {{ n }}
            {{ {'low': '-', 'high': '+'}[side] }} {{ z }} * sqrt(
                {{ share }} * (1 - {{ share }}) / {{ n }}
                + {{ z }} * {{ z }} / 4 / {{ n }} / {{ n }}
            )
        ) / (1 + {{ z }} * {{ z }} / {{ n }})
    end
{%- endmacro %}
