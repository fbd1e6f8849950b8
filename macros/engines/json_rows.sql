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
                when {{ nps.duckdb_json_type(json) }} = 'ARRAY'
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
                case when {{ nps.duckdb_json_type(json) }} = 'OBJECT' then json_keys({{ json }}) end as names,
                case
                    when {{ nps.duckdb_json_type(json) }} = 'OBJECT' then json_extract_string({{ json }}, '$.*')
                end as contents
        ) as members
    ) as {{ alias }}
{%- endmacro %}


{#- The rows of a group as one JSON object of text: names in order, so that the
    same members give the same text. -#}
{% macro json_object_of(name, value) -%}
    '{' || {{ dbt.listagg(
        nps.json_string(name) ~ " || ':' || " ~ nps.json_string(value), "','", 'order by ' ~ name) }} || '}'
{%- endmacro %}
