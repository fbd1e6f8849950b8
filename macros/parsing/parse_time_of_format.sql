{% macro parse_time_of_format(text, format, zone=none) -%}
    {{ return(adapter.dispatch('parse_time_of_format', 'nps')(text, format, zone)) }}
{%- endmacro %}


{% macro default__parse_time_of_format(text, format, zone=none) -%}
    {%- set source_zone = zone or nps.setting('nps_source_time_zone') -%}
    {%- if format == 'excel' -%}
        {#- Days since 1899-12-30; a second is as fine as the fraction of a day can say. -#}
        {%- set seconds = 'round((' ~ nps.parse_number(text) ~ ' - 25569) * 86400)' -%}
        case
            when {{ nps.matches(nps.trimmed(text), '^[0-9]{5}([.][0-9]+)?$') }}
                then {{ nps.local_text_to_utc(
                    'cast(' ~ nps.micros_to_utc('cast(' ~ seconds ~ ' as bigint) * 1000000') ~ ' as ' ~ dbt.type_string() ~ ')',
                    source_zone) }}
        end
    {%- else -%}
        {%- set value = "upper(replace(replace(replace(" ~ nps.trimmed(text) ~ ", '.', '/'), '-', '/'), ',', ''))" -%}
        {%- set date = dbt.split_part(value, "' '", 1) -%}
        {%- set clock = dbt.split_part(value, "' '", 2) -%}
        {%- set day, month = (1, 2) if format == 'day_first' else (2, 1) -%}
        {%- set hour = 'cast(' ~ dbt.split_part(clock, "':'", 1) ~ ' as integer)' -%}
        {%- set hour_of_day -%}
            case
                when {{ value }} like '%P%M%' and {{ hour }} < 12 then {{ hour }} + 12
                when {{ value }} like '%P%M%' and {{ hour }} > 12 then 99
                when {{ value }} like '%A%M%' and {{ hour }} = 12 then 0
                else {{ hour }}
            end
        {%- endset -%}
        {%- set iso_date = dbt.split_part(date, "'/'", 3) ~ " || '-' || lpad(" ~ dbt.split_part(date, "'/'", month)
            ~ ", 2, '0') || '-' || lpad(" ~ dbt.split_part(date, "'/'", day) ~ ", 2, '0')" -%}
        {%- set iso_clock = "' ' || lpad(cast(" ~ hour_of_day ~ " as " ~ dbt.type_string() ~ "), 2, '0') || ':' || substring("
            ~ dbt.split_part(clock, "':'", 2) ~ ", 1, 2) || ':' || coalesce(nullif(substring("
            ~ dbt.split_part(clock, "':'", 3) ~ ", 1, 2), ''), '00')" -%}
        case
            when {{ nps.matches(value, '^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}$') }}
                then {{ nps.local_text_to_utc(iso_date, source_zone) }}
            when {{ nps.matches(value, '^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4} [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?( ?[AP]/?M/?)?$') }}
                then {{ nps.local_text_to_utc(iso_date ~ ' || ' ~ iso_clock, source_zone) }}
        end
    {%- endif -%}
{%- endmacro %}
