{#- Timestamps are UTC without a zone everywhere; these three lead in and out. -#}
{% macro offset_text_to_utc(text) -%}
    {{ return(adapter.dispatch('offset_text_to_utc', 'nps')(text)) }}
{%- endmacro %}


{% macro default__offset_text_to_utc(text) -%}
    timezone('UTC', {{ nps.cast_or_null(text, 'timestamp with time zone') }})
{%- endmacro %}


{#- DuckDB reads an offset only behind seconds. -#}
{% macro duckdb__offset_text_to_utc(text) -%}
    {%- set timed = nps.replaced_groups(text, '([T ][0-9]{2}:[0-9]{2})(Z|[+-])', '\\1:00\\2') -%}
    {{ nps.default__offset_text_to_utc(timed) }}
{%- endmacro %}


{% macro local_text_to_utc(text, zone) -%}
    {{ return(adapter.dispatch('local_text_to_utc', 'nps')(text, zone)) }}
{%- endmacro %}


{% macro default__local_text_to_utc(text, zone) -%}
    {%- if zone == 'UTC' -%}
        {{ nps.cast_or_null(text, 'timestamp') }}
    {%- else -%}
        {{ nps.zoned_text_to_utc(text, "'" ~ zone ~ "'") }}
    {%- endif -%}
{%- endmacro %}


{#- The same in a zone that is data: an SQL expression. -#}
{% macro zoned_text_to_utc(text, zone) -%}
    {{ return(adapter.dispatch('zoned_text_to_utc', 'nps')(text, zone)) }}
{%- endmacro %}


{% macro default__zoned_text_to_utc(text, zone) -%}
    timezone('UTC', timezone({{ zone }}, {{ nps.cast_or_null(text, 'timestamp') }}))
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
    {{ return(adapter.dispatch('first_of_month', 'nps')(day)) }}
{%- endmacro %}


{% macro default__first_of_month(day) -%}
    cast({{ dbt.date_trunc('month', day) }} as date)
{%- endmacro %}


{#- A quarter of the time of date_trunc. -#}
{% macro duckdb__first_of_month(day) -%}
    ({{ day }} - cast(extract(day from {{ day }}) - 1 as integer))
{%- endmacro %}


{#- To dbt a safe cast on DuckDB is a plain one: the thirtieth of February
    would stop the build. -#}
{% macro cast_or_null(text, type) -%}
    {{ return(adapter.dispatch('cast_or_null', 'nps')(text, type)) }}
{%- endmacro %}


{% macro default__cast_or_null(text, type) -%}
    {{ return(dbt.safe_cast(text, type)) }}
{%- endmacro %}


{#- A plain cast stops the build; from PostgreSQL 16 on one can ask before. -#}
{% macro postgres__cast_or_null(text, type) -%}
    case when pg_input_is_valid({{ text }}, '{{ type }}') then cast({{ text }} as {{ type }}) end
{%- endmacro %}


{% macro duckdb__cast_or_null(text, type) -%}
    try_cast({{ text }} as {{ type }})
{%- endmacro %}


{#- The one form of a time that its moment says in full. Hour 24 is another
    day's midnight. -#}
{% macro is_utc_text(text) -%}
    ({{ text }} like '____-__-__T__:__:__Z' and {{ text }} not like '%T24:%')
{%- endmacro %}


{% macro utc_to_text(utc) -%}
    {{ return(adapter.dispatch('utc_to_text', 'nps')(utc)) }}
{%- endmacro %}


{% macro default__utc_to_text(utc) -%}
    to_char({{ utc }}, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
{%- endmacro %}


{% macro duckdb__utc_to_text(utc) -%}
    strftime({{ utc }}, '%Y-%m-%dT%H:%M:%SZ')
{%- endmacro %}


{% macro spark__utc_to_text(utc) -%}
    date_format({{ utc }}, "yyyy-MM-dd'T'HH:mm:ss'Z'")
{%- endmacro %}


{#- Microseconds since 1970, as a bigint, to a timestamp in UTC. -#}
{% macro micros_to_utc(micros) -%}
    {{ return(adapter.dispatch('micros_to_utc', 'nps')(micros)) }}
{%- endmacro %}


{% macro default__micros_to_utc(micros) -%}
    (timestamp '1970-01-01 00:00:00' + {{ micros }} * interval '1 microsecond')
{%- endmacro %}


{% macro duckdb__micros_to_utc(micros) -%}
    make_timestamp({{ micros }})
{%- endmacro %}


{% macro spark__micros_to_utc(micros) -%}
    cast(timestamp_micros({{ micros }}) as timestamp_ntz)
{%- endmacro %}
