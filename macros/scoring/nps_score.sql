{% macro nps_score(promoters, detractors, responses) -%}
    (
        100 * ({{ as_double(promoters) }} - {{ as_double(detractors) }})
        / nullif({{ as_double(responses) }}, 0)
    )
{%- endmacro %}


{% macro nps_share(part, responses) -%}
    ({{ as_double(part) }} / nullif({{ as_double(responses) }}, 0))
{%- endmacro %}
