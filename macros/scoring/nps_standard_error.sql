{% macro nps_variance(promoters, passives, detractors) -%}
    {%- set p = as_double(promoters) -%}
    {%- set s = as_double(passives) -%}
    {%- set d = as_double(detractors) -%}
    ({{ s }} * ({{ p }} + {{ d }}) + 4 * {{ p }} * {{ d }})
    / nullif(({{ p }} + {{ s }} + {{ d }}) * ({{ p }} + {{ s }} + {{ d }}), 0)
{%- endmacro %}


{% macro nps_standard_error(promoters, passives, detractors) -%}
    100.0 * sqrt(
        {{ nps_variance(promoters, passives, detractors) }}
        / nullif({{ as_double(promoters) }} + {{ as_double(passives) }} + {{ as_double(detractors) }}, 0)
    )
{%- endmacro %}
