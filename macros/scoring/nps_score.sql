{% macro nps_score(promoters, detractors, responses) -%}
    {{ return(adapter.dispatch('nps_score', 'nps')(promoters, detractors, responses)) }}
{%- endmacro %}


{% macro default__nps_score(promoters, detractors, responses) -%}
    (
        100 * ({{ nps.as_double(promoters) }} - {{ nps.as_double(detractors) }})
        / nullif({{ nps.as_double(responses) }}, 0)
    )
{%- endmacro %}


{% macro nps_share(part, responses) -%}
    {{ return(adapter.dispatch('nps_share', 'nps')(part, responses)) }}
{%- endmacro %}


{% macro default__nps_share(part, responses) -%}
    ({{ nps.as_double(part) }} / nullif({{ nps.as_double(responses) }}, 0))
{%- endmacro %}
