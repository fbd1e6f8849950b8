{#- The times of a landed row: each is kept as a moment, and as text where the
    moment does not say all that landed. -#}
{% macro landed_times() -%}
    {{ return(['responded_at', 'sent_at', 'updated_at', 'loaded_at', 'deleted_at']) }}
{%- endmacro %}


{#- A landed time as a moment. Formats that two countries read in two ways are read where
    they are declared alone. -#}
{% macro parse_landed_time(text) -%}
    {%- set declared = [] -%}
    {%- for source in nps.answer_sources() if source.time_format != 'iso' -%}
        {%- do declared.append('when ' ~ nps.text_literal(source.name) ~ ' then '
            ~ nps.parse_time_of_format(text, source.time_format, source.time_zone)) -%}
    {%- endfor -%}
    {%- if not declared -%}
        {{ return(nps.parse_timestamp(text)) }}
    {%- endif -%}
    coalesce(
        {{ nps.parse_timestamp(text) }},
        case source_system {{ declared | join(' ') }} end
    )
{%- endmacro %}


{#- The text of a time whose moment does not say it in full; null of any other, and
    where nothing is written. -#}
{% macro unsaid_time(text) -%}
    case
        when
            ({{ nps.parse_landed_time(text) }} is null or not {{ nps.is_utc_text(text) }})
            and {{ nps.is_written(text) }}
            then {{ text }}
    end
{%- endmacro %}


{#- A time as it landed: the text that was kept, or the moment written out.
    text: what is shown instead of the kept text. -#}
{% macro landed_time(name, prefix='', text=none) -%}
    coalesce({{ text or prefix ~ name ~ '_raw' }}, {{ nps.utc_to_text(prefix ~ name) }})
{%- endmacro %}
