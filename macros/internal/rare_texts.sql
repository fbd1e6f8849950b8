{#- What lands in few rows, or is said by another column of most, as the text of one
    JSON object: an engine pays for every column that it writes, blank or not. A time
    is among them where its moment does not say it all. -#}
{% macro rare_texts() -%}
    {%- set texts = {'is_test': 'is_test', 'deleted_at': 'deleted_at'} -%}
    {%- for name in nps.landed_times() -%}
        {%- do texts.update({name:
            'case when ' ~ nps.parse_timestamp(name) ~ ' is null or not ' ~ nps.is_utc_text(name) ~ ' then ' ~ name ~ ' end'}) -%}
    {%- endfor -%}
    case
        when coalesce({{ texts.values() | join(', ') }}) is not null
            then {{ nps.json_text_object(texts) }}
    end
{%- endmacro %}


{#- One of them, null where it did not land or was blank. -#}
{% macro rare_text(name, prefix='') -%}
    {{ nps.json_text_member(prefix ~ 'rare_texts', name) }}
{%- endmacro %}


{#- The text of a time, as it was landed: what its moment does not say in full, or
    what is shown instead of that. -#}
{% macro landed_time(name, prefix='', text=none) -%}
    coalesce({{ text or nps.rare_text(name, prefix) }}, {{ nps.utc_to_text(prefix ~ name) }})
{%- endmacro %}
