{#- The text of a JSON object: keys in order, blank values left out, so that a
    file without a column and one with a blank column give the same text. -#}
{% macro json_text_object(expressions) -%}
    {%- if not expressions -%}
        {{ return('cast(null as ' ~ dbt.type_string() ~ ')') }}
    {%- endif -%}
    {%- set members = [] -%}
    {%- for key in expressions | sort -%}
        {%- set name = text_literal((key | tojson) ~ ':') -%}
        {%- set value = trimmed(expressions[key]) -%}
        {%- do members.append("case when " ~ value ~ " != '' then ',' || " ~ name
            ~ " || " ~ json_string(expressions[key]) ~ " else '' end") -%}
    {%- endfor -%}
    {{ return("nullif('{' || substring(" ~ members | join(' || ') ~ ", 2) || '}', '{}')") }}
{%- endmacro %}


{% macro json_string(text) -%}
    {{ return(adapter.dispatch('json_string', 'nps')(text)) }}
{%- endmacro %}


{% macro default__json_string(text) -%}
    cast(to_json(cast({{ text }} as {{ dbt.type_string() }})) as {{ dbt.type_string() }})
{%- endmacro %}


{#- One member of such a text, null where it has none of the name. -#}
{% macro json_text_member(json, key) -%}
    {{ return(adapter.dispatch('json_text_member', 'nps')(json, key)) }}
{%- endmacro %}


{% macro default__json_text_member(json, key) -%}
    (cast({{ json }} as json) ->> {{ text_literal(key) }})
{%- endmacro %}


{#- A pointer, for a key may hold dots and quotes. -#}
{% macro duckdb__json_text_member(json, key) -%}
    json_extract_string({{ json }}, {{ text_literal('/' ~ key.replace('~', '~0').replace('/', '~1')) }})
{%- endmacro %}


{#- OBJECT, ARRAY and so on; null of text that is no JSON. Conditions that stand
    beside each other are evaluated in any order, and json_type() stops there. -#}
{% macro duckdb_json_type(json) -%}
    case when json_valid({{ json }}) then json_type({{ json }}) end
{%- endmacro %}


{#- The value of a raw column as the text of JSON, whatever the loader made of it:
    text, JSON, or an engine's own lists and structures. -#}
{% macro json_to_text(column, dtype) -%}
    {{ return(adapter.dispatch('json_to_text', 'nps')(column, dtype | lower)) }}
{%- endmacro %}


{% macro default__json_to_text(column, dtype) -%}
    cast({{ column }} as {{ dbt.type_string() }})
{%- endmacro %}


{% macro duckdb__json_to_text(column, dtype) -%}
    {%- if dtype.startswith('struct') or dtype.startswith('map') or dtype.endswith('[]') -%}
        {{ return('cast(to_json(' ~ column ~ ') as varchar)') }}
    {%- endif -%}
    {{ return(default__json_to_text(column, dtype)) }}
{%- endmacro %}


{#- A value inside JSON text as text, by the keys that lead there; null where
    there is none, and for text that is no JSON. -#}
{% macro json_value(json, keys) -%}
    {{ return(adapter.dispatch('json_value', 'nps')(json, [keys] if keys is string else keys)) }}
{%- endmacro %}


{% macro default__json_value(json, keys) -%}
    {%- set path = [] -%}
    {%- for key in keys -%}
        {%- do path.append(text_literal(key)) -%}
    {%- endfor -%}
    json_extract_path_text(cast({{ json }} as json), {{ path | join(', ') }})
{%- endmacro %}


{% macro duckdb__json_value(json, keys) -%}
    {#- No key at all: the value itself. -#}
    {%- if not keys -%}
        {{ return("case when json_valid(" ~ json ~ ") then json_extract_string(" ~ json ~ ", '$') end") }}
    {%- endif -%}
    {%- set path = [] -%}
    {%- for key in keys -%}
        {%- do path.append((key | string).replace('~', '~0').replace('/', '~1')) -%}
    {%- endfor -%}
    case when json_valid({{ json }}) then json_extract_string({{ json }}, {{ text_literal('/' ~ path | join('/')) }}) end
{%- endmacro %}


{#- Behind a table in `from`: one row for each item of a JSON array, the item as
    the text of JSON in <alias>.item, its place, from 1 on, in <alias>.place. A
    row without an array has none. -#}
{% macro join_json_items(json, alias) -%}
    {{ return(adapter.dispatch('join_json_items', 'nps')(json, alias)) }}
{%- endmacro %}


{% macro default__join_json_items(json, alias) -%}
    cross join lateral jsonb_array_elements(
        case when jsonb_typeof(cast({{ json }} as jsonb)) = 'array' then cast({{ json }} as jsonb) end
    ) with ordinality as {{ alias }} (item, place)
{%- endmacro %}


{% macro duckdb__join_json_items(json, alias) -%}
    cross join lateral (
        select
            unnest(items) as item,
            generate_subscripts(items, 1) as place
        from (
            select case
                when {{ duckdb_json_type(json) }} = 'ARRAY'
                    then cast(json_extract({{ json }}, '$[*]') as varchar[])
            end as items
        ) as lists
    ) as {{ alias }}
{%- endmacro %}


{#- The same for the members of a JSON object: <alias>.name, and <alias>.value as
    text, null where it is null. -#}
{% macro join_json_members(json, alias) -%}
    {{ return(adapter.dispatch('join_json_members', 'nps')(json, alias)) }}
{%- endmacro %}


{% macro default__join_json_members(json, alias) -%}
    cross join lateral jsonb_each_text(
        case when jsonb_typeof(cast({{ json }} as jsonb)) = 'object' then cast({{ json }} as jsonb) end
    ) as {{ alias }} (name, value)
{%- endmacro %}


{% macro duckdb__join_json_members(json, alias) -%}
    cross join lateral (
        select
            unnest(names) as name,
            unnest(contents) as value
        from (
            select
                case when {{ duckdb_json_type(json) }} = 'OBJECT' then json_keys({{ json }}) end as names,
                case
                    when {{ duckdb_json_type(json) }} = 'OBJECT' then json_extract_string({{ json }}, '$.*')
                end as contents
        ) as members
    ) as {{ alias }}
{%- endmacro %}


{#- The other way round: the JSON object, as text, of the names and values of a
    group of rows. -#}
{% macro json_object_of_rows(name, value) -%}
    {{ return(adapter.dispatch('json_object_of_rows', 'nps')(name, value)) }}
{%- endmacro %}


{% macro default__json_object_of_rows(name, value) -%}
    cast(jsonb_object_agg({{ name }}, {{ value }}) as {{ dbt.type_string() }})
{%- endmacro %}


{% macro duckdb__json_object_of_rows(name, value) -%}
    cast(json_group_object({{ name }}, {{ value }}) as {{ dbt.type_string() }})
{%- endmacro %}


{#- A JSON object of a platform as attributes: names in small letters, since
    `Country` and `country` are one, blanks and nulls left out. prefix: only
    names that begin with it, and without it; without: a pattern of names to
    leave out. -#}
{% macro json_attributes(json, prefix='', without='') -%}
    {{ return(adapter.dispatch('json_attributes', 'nps')(json, prefix, without)) }}
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
            and not {{ matches(name, without) }}
        {%- endif %}
    )
{%- endmacro %}


{% macro duckdb__json_attributes(json, prefix='', without='') -%}
    {%- set name = 'substring(lower(trim(name)), ' ~ (prefix | length + 1) ~ ')' -%}
    case
        when {{ duckdb_json_type(json) }} = 'OBJECT'
            then nullif('{' || array_to_string(list_filter(list_transform(
                json_keys({{ json }}),
                lambda name: case
                    when trim(json_extract_string({{ json }}, '/' || replace(replace(name, '~', '~0'), '/', '~1'))) not in ('', 'null')
                    {%- if prefix %}
                        and starts_with(lower(trim(name)), '{{ prefix }}')
                    {%- endif %}
                    {%- if without %}
                        and not {{ matches(name, without) }}
                    {%- endif %}
                        then cast(to_json({{ name }}) as varchar) || ':' || cast(to_json(
                            json_extract_string({{ json }}, '/' || replace(replace(name, '~', '~0'), '/', '~1'))) as varchar)
                end), lambda member: member is not null), ',') || '}', '{}')
    end
{%- endmacro %}


{#- A JSON array of objects that hold a name and a value, as the text of one
    object: key holds the name, the first of values that is there the value. -#}
{% macro json_pairs(json, key, values) -%}
    {{ return(adapter.dispatch('json_pairs', 'nps')(json, key, [values] if values is string else values)) }}
{%- endmacro %}


{% macro default__json_pairs(json, key, values) -%}
    {%- set found = [] -%}
    {%- for value in values -%}
        {%- do found.append('items.item ->> ' ~ text_literal(value)) -%}
    {%- endfor -%}
    (
        select cast(jsonb_object_agg(items.item ->> {{ text_literal(key) }}, coalesce({{ found | join(', ') }}, '')) as text)
        from jsonb_array_elements(
            case when jsonb_typeof(cast({{ json }} as jsonb)) = 'array' then cast({{ json }} as jsonb) end
        ) as items (item)
        where items.item ->> {{ text_literal(key) }} is not null
    )
{%- endmacro %}


{% macro duckdb__json_pairs(json, key, values) -%}
    {%- set found = [] -%}
    {%- for value in values -%}
        {%- do found.append('json_extract_string(item, ' ~ text_literal('/' ~ value) ~ ')') -%}
    {%- endfor -%}
    case
        when json_valid({{ json }}) and json_type({{ json }}) = 'ARRAY'
            then nullif('{' || array_to_string(list_filter(list_transform(
                cast(json_extract({{ json }}, '$[*]') as varchar[]),
                lambda item: cast(to_json(json_extract_string(item, {{ text_literal('/' ~ key) }})) as varchar)
                    || ':' || cast(to_json(coalesce({{ found | join(', ') }}, '')) as varchar)
            ), lambda member: member is not null), ',') || '}', '{}')
    end
{%- endmacro %}


{#- Two objects of attributes as one. -#}
{% macro merged_attributes(first, second) -%}
    case
        when {{ first }} is null then {{ second }}
        when {{ second }} is null then {{ first }}
        else substring({{ first }}, 1, length({{ first }}) - 1) || ',' || substring({{ second }}, 2)
    end
{%- endmacro %}


{#- The items of a JSON list of texts as one text, between commas; any other text
    as it is. -#}
{% macro json_list_text(json) -%}
    {{ return(adapter.dispatch('json_list_text', 'nps')(json)) }}
{%- endmacro %}


{% macro default__json_list_text(json) -%}
    case
        when {{ json }} not like '[%' then {{ json }}
        else (
            select string_agg(items.value, ', ' order by items.place)
            from jsonb_array_elements_text(cast({{ json }} as jsonb)) with ordinality as items (value, place)
        )
    end
{%- endmacro %}


{#- Text may begin with a bracket and be no JSON. -#}
{% macro duckdb__json_list_text(json) -%}
    case
        when {{ duckdb_json_type(json) }} = 'ARRAY'
            then nullif(array_to_string(json_extract_string({{ json }}, '$[*]'), ', '), '')
        else {{ json }}
    end
{%- endmacro %}


{#- One member of every item of a JSON list, put together as it is written: the
    text of what comes in segments. Null for anything else. -#}
{% macro json_list_member(json, key) -%}
    {{ return(adapter.dispatch('json_list_member', 'nps')(json, key)) }}
{%- endmacro %}


{% macro default__json_list_member(json, key) -%}
    case
        when {{ json }} like '[%' then (
            select string_agg(items.value ->> {{ text_literal(key) }}, '' order by items.place)
            from jsonb_array_elements(cast({{ json }} as jsonb)) with ordinality as items (value, place)
        )
    end
{%- endmacro %}


{% macro duckdb__json_list_member(json, key) -%}
    case
        when {{ duckdb_json_type(json) }} = 'ARRAY'
            then nullif(array_to_string(json_extract_string({{ json }}, '$[*].{{ key }}'), ''), '')
    end
{%- endmacro %}


{#- The rows of a group as one JSON object of text: names in order, so that the
    same members give the same text. -#}
{% macro json_object_of(name, value) -%}
    '{' || {{ dbt.listagg(
        json_string(name) ~ " || ':' || " ~ json_string(value), "','", 'order by ' ~ name) }} || '}'
{%- endmacro %}
