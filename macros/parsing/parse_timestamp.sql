{% macro parse_timestamp(text, zone=none) -%}
    {#- A bare cast accepts slashes, zone names and words such as `infinity`,
        and drops an offset without a word: the shape is checked first. -#}
    {%- set offset = '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)$' -%}
    case
        {# What loaders write most, at a fifth of the cost of a pattern. #}
        when {{ nps.is_utc_text(text) }}
            then {{ nps.cast_or_null(text, 'timestamp') }}
        when {{ nps.matches(nps.trimmed(text), offset) }}
            then {{ nps.offset_text_to_utc(nps.trimmed(text)) }}
        when {{ nps.is_local_time(text) }}
            then {{ nps.local_text_to_utc(nps.trimmed(text), zone or nps.setting('nps_source_time_zone')) }}
    end
{%- endmacro %}


{#- Whether a text is a time without an offset. -#}
{% macro is_local_time(text) -%}
    {{ nps.matches(
        nps.trimmed(text), '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?$') }}
{%- endmacro %}


{#- A time without an offset as text in UTC, from the zone that it is in; any other
    text, and all where no zone is known, as it is. -#}
{% macro time_in_utc(text, zone) -%}
    case
        when {{ zone }} is not null and {{ nps.is_local_time(text) }}
            then coalesce(
                replace(cast({{ nps.zoned_text_to_utc(nps.trimmed(text), zone) }} as {{ dbt.type_string() }}), ' ', 'T') || 'Z',
                {{ text }}
            )
        else {{ text }}
    end
{%- endmacro %}
