{% macro nps_score(promoters, detractors, responses) -%}
    100.0 * ({{ as_double(promoters) }} - {{ as_double(detractors) }})
    / nullif({{ as_double(responses) }}, 0)
{%- endmacro %}


{% macro nps_share(part, responses) -%}
    {{ as_double(part) }} / nullif({{ as_double(responses) }}, 0)
{%- endmacro %}


{#- Counts become doubles before they are multiplied: P x D leaves bigint
    near three thousand million each. -#}
{% macro as_double(expression) -%}
    cast({{ expression }} as {{ type_double() }})
{%- endmacro %}
