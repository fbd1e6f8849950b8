{% macro nps_category(
    score,
    scale_min='0', detractor_max='6', passive_max='8', scale_max='10',
    score_direction="'higher_better'"
) -%}
    {{ return(adapter.dispatch('nps_category', 'nps')(score, scale_min, detractor_max, passive_max, scale_max, score_direction)) }}
{%- endmacro %}


{% macro default__nps_category(
    score,
    scale_min='0', detractor_max='6', passive_max='8', scale_max='10',
    score_direction="'higher_better'"
) -%}
    {%- set oriented -%}
        (case
            when {{ score_direction }} = 'lower_better' then {{ scale_min }} + {{ scale_max }} - {{ score }}
            else {{ score }}
        end)
    {%- endset -%}
    case
        when {{ score }} is null or {{ score }} != floor({{ score }}) then null
        when {{ score }} < {{ scale_min }} or {{ score }} > {{ scale_max }} then null
        when {{ oriented }} <= {{ detractor_max }} then 'detractor'
        when {{ oriented }} <= {{ passive_max }} then 'passive'
        when {{ oriented }} <= {{ scale_max }} then 'promoter'
    end
{%- endmacro %}
