{#- Timestamps are UTC without a zone everywhere; these three lead in and out. -#}
{% macro offset_text_to_utc(text) -%}
    {{ return(adapter.dispatch('offset_text_to_utc', 'nps')(text)) }}
{%- endmacro %}


{% macro default__offset_text_to_utc(text) -%}
    timezone('UTC', {{ dbt.safe_cast(text, 'timestamp with time zone') }})
{%- endmacro %}


{% macro local_text_to_utc(text, zone) -%}
    {{ return(adapter.dispatch('local_text_to_utc', 'nps')(text, zone)) }}
{%- endmacro %}


{% macro default__local_text_to_utc(text, zone) -%}
    {%- set local = dbt.safe_cast(text, 'timestamp') -%}
    {%- if zone == 'UTC' -%}
        {{ local }}
    {%- else -%}
        timezone('UTC', timezone('{{ zone }}', {{ local }}))
    {%- endif -%}
{%- endmacro %}


{% macro utc_to_local_date(utc, zone) -%}
    {{ return(adapter.dispatch('utc_to_local_date', 'nps')(utc, zone)) }}
{%- endmacro %}


{% macro default__utc_to_local_date(utc, zone) -%}
    {%- if zone == 'UTC' -%}
        cast({{ utc }} as date)
    {%- else -%}
        cast(timezone('{{ zone }}', timezone('UTC', {{ utc }})) as date)
    {%- endif -%}
{%- endmacro %}


{% macro first_of_month(day) -%}
    cast({{ dbt.date_trunc('month', day) }} as date)
{%- endmacro %}
