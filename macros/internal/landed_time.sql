{#- A time of an answer, for stg_<platform>__answers: its text is kept only where
    its moment does not say it all. Both in one place, since an engine then looks
    at the text once. -#}
{% macro time_columns(name, text) -%}
    case when {{ parse_timestamp(text) }} is null or not {{ is_utc_text(text) }} then nullif({{ text }}, '') end
        as {{ name }}_raw,
        {{ parse_timestamp(text) }} as {{ name }}
{%- endmacro %}


{#- The text of such a time, as it was landed. -#}
{% macro landed_time(column) -%}
    coalesce({{ column }}_raw, {{ utc_to_text(column) }})
{%- endmacro %}
