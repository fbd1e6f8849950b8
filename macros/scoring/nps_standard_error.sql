{% macro nps_variance(promoters, passives, detractors) -%}
    {{ return(adapter.dispatch('nps_variance', 'nps')(promoters, passives, detractors)) }}
{%- endmacro %}


{% macro default__nps_variance(promoters, passives, detractors) -%}
    {%- set p = nps.as_double(promoters) -%}
    {%- set s = nps.as_double(passives) -%}
    {%- set d = nps.as_double(detractors) -%}
    ({{ s }} * ({{ p }} + {{ d }}) + 4 * {{ p }} * {{ d }})
    / nullif(({{ p }} + {{ s }} + {{ d }}) * ({{ p }} + {{ s }} + {{ d }}), 0)
{%- endmacro %}


{% macro nps_standard_error(promoters, passives, detractors) -%}
    {{ return(adapter.dispatch('nps_standard_error', 'nps')(promoters, passives, detractors)) }}
{%- endmacro %}


{% macro default__nps_standard_error(promoters, passives, detractors) -%}
    100.0 * sqrt(
        {{ nps.nps_variance(promoters, passives, detractors) }}
        / nullif({{ nps.as_double(promoters) }} + {{ nps.as_double(passives) }} + {{ nps.as_double(detractors) }}, 0)
    )
{%- endmacro %}
