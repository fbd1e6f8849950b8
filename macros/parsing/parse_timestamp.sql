{% macro parse_timestamp(text, zone=none) -%}
    {#- A bare cast accepts slashes, zone names and words such as `infinity`,
        and drops an offset without a word: the shape is checked first. -#}
    {%- set local = '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?$' -%}
    {%- set offset = '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)$' -%}
    case
        {# What loaders write most, at a fifth of the cost of a pattern. #}
        when {{ nps.is_utc_text(text) }}
            then {{ nps.cast_or_null(text, 'timestamp') }}
        when {{ nps.matches(nps.trimmed(text), offset) }}
            then {{ nps.offset_text_to_utc(nps.trimmed(text)) }}
        when {{ nps.matches(nps.trimmed(text), local) }}
            then {{ nps.local_text_to_utc(nps.trimmed(text), zone or nps.setting('nps_source_time_zone')) }}
    end
{%- endmacro %}
