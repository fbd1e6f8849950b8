{% macro nps_interval_limit(promoters, passives, detractors, side, method=none) -%}
    {{ return(adapter.dispatch('nps_interval_limit', 'nps')(promoters, passives, detractors, side, method)) }}
{%- endmacro %}


{% macro default__nps_interval_limit(promoters, passives, detractors, side, method=none) -%}
    {%- set method = method or nps.setting('nps_interval_method') -%}
    {%- if method not in ('adjusted_wald', 'wald') -%}
        {{ nps.stop('nps_interval_limit knows adjusted_wald and wald: the limits of the method '
            ~ method ~ ' come from nps_score_interval.') }}
    {%- endif -%}
    {%- set sign = {'low': '-', 'high': '+'}[side] -%}
    {%- set z = nps.normal_multiplier() -%}
    {#- Rocks (2016): three quarters of an answer more in each end, one and a
        half in the middle. Nothing is added where nobody answered. -#}
    {%- set extra = {'adjusted_wald': 0.75, 'wald': 0}[method] -%}
    {%- set p = '(' ~ nps.as_double(promoters) ~ ' + ' ~ extra ~ ')' -%}
    {%- set s = '(' ~ nps.as_double(passives) ~ ' + ' ~ 2 * extra ~ ')' -%}
    {%- set d = '(' ~ nps.as_double(detractors) ~ ' + ' ~ extra ~ ')' -%}
    case
        when {{ promoters }} + {{ passives }} + {{ detractors }} > 0
            then
                {{ nps.nps_score(p, d, '(' ~ p ~ ' + ' ~ s ~ ' + ' ~ d ~ ')') }}
                {{ sign }} {{ z }} * {{ nps.nps_standard_error(p, s, d) }}
    end
{%- endmacro %}


{#- The published limit: inside -100..100, and never past the score itself. -#}
{% macro nps_published_limit(limit, nps, side) -%}
    {{ return(adapter.dispatch('nps_published_limit', 'nps')(limit, nps, side)) }}
{%- endmacro %}


{% macro default__nps_published_limit(limit, nps, side) -%}
    case
        when {{ limit }} is null then null
        {% if side == 'low' -%}
        when {{ limit }} < -100 then -100
        when {{ limit }} > {{ nps }} then {{ nps }}
        {%- else -%}
        when {{ limit }} > 100 then 100
        when {{ limit }} < {{ nps }} then {{ nps }}
        {%- endif %}
        else {{ limit }}
    end
{%- endmacro %}
