{#- Whether a moment (UTC, may be null) lies at or before the end of the day
    nps_as_of in nps_time_zone. -#}
{% macro is_seen(moment) -%}
    {{ return(adapter.dispatch('is_seen', 'nps')(moment)) }}
{%- endmacro %}


{% macro default__is_seen(moment) -%}
    {%- set as_of = nps.setting('nps_as_of') -%}
    {%- if as_of is none -%}
        true
    {%- else -%}
        {%- set next_day = (modules.datetime.datetime.strptime(as_of, '%Y-%m-%d')
            + modules.datetime.timedelta(days=1)).strftime("'%Y-%m-%d'") -%}
        coalesce({{ moment }} < {{ nps.local_text_to_utc(next_day, nps.setting('nps_time_zone')) }}, true)
    {%- endif -%}
{%- endmacro %}
