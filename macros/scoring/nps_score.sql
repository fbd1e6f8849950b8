{% macro nps_score(promoters, detractors, responses) -%}
    (
        100 * ({{ nps.as_double(promoters) }} - {{ nps.as_double(detractors) }})
        / nullif({{ nps.as_double(responses) }}, 0)
    )
{%- endmacro %}


{% macro nps_share(part, responses) -%}
    ({{ nps.as_double(part) }} / nullif({{ nps.as_double(responses) }}, 0))
{%- endmacro %}
