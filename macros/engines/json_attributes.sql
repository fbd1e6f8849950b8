{#- A JSON object of a platform as attributes: names in small letters, since
    `Country` and `country` are one, blanks and nulls left out. prefix: only
    names that begin with it, and without it; without: a pattern of names to
    leave out, those that say who somebody is where none is given. -#}
{% macro json_attributes(json, prefix='', without=none) -%}
    {{ return(adapter.dispatch('json_attributes', 'nps')(
        json, prefix, nps.personal_properties() if without is none else without)) }}
{%- endmacro %}


{% macro default__json_attributes(json, prefix='', without='') -%}
    {%- set name = 'substring(lower(trim(members.key)), ' ~ (prefix | length + 1) ~ ')' -%}
    (
        select cast(jsonb_object_agg({{ name }}, members.value) as text)
        from jsonb_each_text(
            case when jsonb_typeof(cast({{ json }} as jsonb)) = 'object' then cast({{ json }} as jsonb) end
        ) as members
        where trim(members.value) != ''
        {%- if prefix %}
            and starts_with(lower(trim(members.key)), '{{ prefix }}')
        {%- endif %}
        {%- if without %}
            and not {{ nps.matches(name, without) }}
        {%- endif %}
    )
{%- endmacro %}


{% macro duckdb__json_attributes(json, prefix='', without='') -%}
    {%- set name = 'substring(lower(trim(name)), ' ~ (prefix | length + 1) ~ ')' -%}
    {%- set members -%}
        list_filter(list_transform(
            json_keys({{ json }}),
            lambda name: case
                when trim(json_extract_string({{ json }}, '/' || replace(replace(name, '~', '~0'), '/', '~1'))) not in ('', 'null')
                {%- if prefix %}
                    and starts_with(lower(trim(name)), '{{ prefix }}')
                {%- endif %}
                {%- if without %}
                    and not {{ nps.matches(name, without) }}
                {%- endif %}
                    then cast(to_json({{ name }}) as varchar) || ':' || cast(to_json(
                        json_extract_string({{ json }}, '/' || replace(replace(name, '~', '~0'), '/', '~1'))) as varchar)
            end), lambda member: member is not null)
    {%- endset -%}
    case when {{ nps.duckdb_json_type(json) }} = 'OBJECT' then {{ nps.duckdb_json_object(members) }} end
{%- endmacro %}


{#- A JSON array of objects that hold a name and a value, as the text of one
    object: key holds the name, the first of values that is there the value. -#}
{% macro json_pairs(json, key, values) -%}
    {{ return(adapter.dispatch('json_pairs', 'nps')(json, key, [values] if values is string else values)) }}
{%- endmacro %}


{% macro default__json_pairs(json, key, values) -%}
    {%- set found = [] -%}
    {%- for value in values -%}
        {%- do found.append('items.item ->> ' ~ nps.text_literal(value)) -%}
    {%- endfor -%}
    (
        select cast(jsonb_object_agg(items.item ->> {{ nps.text_literal(key) }}, coalesce({{ found | join(', ') }}, '')) as text)
        from jsonb_array_elements(
            case when jsonb_typeof(cast({{ json }} as jsonb)) = 'array' then cast({{ json }} as jsonb) end
        ) as items (item)
        where items.item ->> {{ nps.text_literal(key) }} is not null
    )
{%- endmacro %}


{% macro duckdb__json_pairs(json, key, values) -%}
    {%- set found = [] -%}
    {%- for value in values -%}
        {%- do found.append('json_extract_string(item, ' ~ nps.text_literal('/' ~ value) ~ ')') -%}
    {%- endfor -%}
    {%- set members -%}
        list_filter(list_transform(
            cast(json_extract({{ json }}, '$[*]') as varchar[]),
            lambda item: cast(to_json(json_extract_string(item, {{ nps.text_literal('/' ~ key) }})) as varchar)
                || ':' || cast(to_json(coalesce({{ found | join(', ') }}, '')) as varchar)
        ), lambda member: member is not null)
    {%- endset -%}
    case when {{ nps.duckdb_json_type(json) }} = 'ARRAY' then {{ nps.duckdb_json_object(members) }} end
{%- endmacro %}


{#- Two objects of attributes as one. -#}
{% macro merged_attributes(first, second) -%}
    case
        when coalesce({{ first }}, '{}') = '{}' then {{ second }}
        when coalesce({{ second }}, '{}') = '{}' then {{ first }}
        else substring({{ first }}, 1, length({{ first }}) - 1) || ',' || substring({{ second }}, 2)
    end
{%- endmacro %}
