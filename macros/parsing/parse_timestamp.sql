{% macro parse_timestamp(text, zone=none) -%}
    {{ return(adapter.dispatch('parse_timestamp', 'nps')(text, zone)) }}
{%- endmacro %}


{% macro default__parse_timestamp(text, zone=none) -%}
    {#- A bare cast accepts slashes, zone names and words such as `infinity`,
        and drops an offset without a word: the shape is checked first. -#}
    {%- set offset = '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)$' -%}
    {%- set source_zone = zone or nps.setting('nps_source_time_zone') -%}
    {%- set value = nps.trimmed(text) -%}
    {%- set other = nps.iso_time(value) -%}
    case
        {# What loaders write most, at a fifth of the cost of a pattern. #}
        when {{ nps.is_utc_text(text) }}
            then {{ nps.cast_or_null(text, 'timestamp') }}
        when {{ nps.matches(value, offset) }}
            then {{ nps.offset_text_to_utc(value) }}
        when {{ nps.is_local_time(value) }}
            then {{ nps.local_text_to_utc(value, source_zone) }}
        {# Since 1970: seconds, milliseconds. #}
        when {{ nps.matches(value, '^[0-9]{9,10}([.][0-9]+)?$') }}
            then {{ nps.micros_to_utc('cast(floor(' ~ nps.as_double(value) ~ ') * 1000000 as bigint)') }}
        when {{ nps.matches(value, '^[0-9]{12,13}([.]0+)?$') }}
            then {{ nps.micros_to_utc('cast(' ~ nps.as_double(value) ~ ' * 1000 as bigint)') }}
        when {{ nps.matches(other, offset) }}
            then {{ nps.offset_text_to_utc(other) }}
        when {{ nps.is_local_time(other) }}
            then {{ nps.local_text_to_utc(other, source_zone) }}
    end
{%- endmacro %}


{#- A trimmed time in another form, as ISO 8601 writes it in full: UTC and GMT as words,
    a blank before the offset, the name of a zone behind it, no signs between the
    digits. The name of a zone without an offset stays, and with it no time is read. -#}
{% macro iso_time(value) -%}
    {{ return(adapter.dispatch('iso_time', 'nps')(value)) }}
{%- endmacro %}


{% macro default__iso_time(value) -%}
    {%- set time = namespace(sql=value) -%}
    {%- for pattern, replacement in [
        ('([0-9]) ?(UTC|GMT)$', '\\1Z'),
        ('([0-9]) ([+-][0-9]{2}:?[0-9]{2})$', '\\1\\2'),
        ('([0-9](Z|[+-][0-9]{2}:?[0-9]{2}))\\[[A-Za-z0-9_/+-]+\\]$', '\\1'),
        ('^([0-9]{4})([0-9]{2})([0-9]{2})(T[0-9]{4}.*)?$', '\\1-\\2-\\3\\4'),
        ('T([0-9]{2})([0-9]{2})', 'T\\1:\\2'),
        ('(T[0-9]{2}:[0-9]{2})([0-9]{2})', '\\1:\\2')] -%}
        {%- set time.sql = nps.replaced_groups(time.sql, pattern, replacement) -%}
    {%- endfor -%}
    {{ return(time.sql) }}
{%- endmacro %}


{#- Whether a trimmed text is a time without an offset. -#}
{% macro is_local_time(value) -%}
    {{ return(adapter.dispatch('is_local_time', 'nps')(value)) }}
{%- endmacro %}


{% macro default__is_local_time(value) -%}
    {{ nps.matches(value, '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?$') }}
{%- endmacro %}


{#- A time without an offset as text in UTC, from the zone that it is in; any other
    text, and all where no zone is known, as it is. -#}
{% macro time_in_utc(text, zone) -%}
    {{ return(adapter.dispatch('time_in_utc', 'nps')(text, zone)) }}
{%- endmacro %}


{% macro default__time_in_utc(text, zone) -%}
    {%- set time = nps.iso_time(nps.trimmed(text)) -%}
    case
        when {{ zone }} is not null and {{ nps.is_local_time(time) }}
            then coalesce(
                replace(cast({{ nps.zoned_text_to_utc(time, zone) }} as {{ dbt.type_string() }}), ' ', 'T') || 'Z',
                {{ text }}
            )
        else {{ text }}
    end
{%- endmacro %}
