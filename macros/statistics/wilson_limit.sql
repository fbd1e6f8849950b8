{% macro wilson_limit(successes, trials, side) -%}
    {%- set z = normal_multiplier() -%}
    {%- set n = 'nullif(' ~ as_double(trials) ~ ', 0)' -%}
    {%- set share = as_double(successes) ~ ' / ' ~ n -%}
    (
        {{ share }} + {{ z }} * {{ z }} / 2 / {{ n }}
        {{ {'low': '-', 'high': '+'}[side] }} {{ z }} * sqrt(
            {{ share }} * (1 - {{ share }}) / {{ n }}
            + {{ z }} * {{ z }} / 4 / {{ n }} / {{ n }}
        )
    ) / (1 + {{ z }} * {{ z }} / {{ n }})
{%- endmacro %}
