{#- The text of a JSON object: keys in order, blank values left out, so that a
    file without a column and one with a blank column give the same text. -#}
{% macro json_text_object(expressions) -%}
    {%- if not expressions -%}
        {{ return('cast(null as ' ~ dbt.type_string() ~ ')') }}
    {%- endif -%}
    {{ return(adapter.dispatch('json_text_object', 'nps')(expressions)) }}
{%- endmacro %}


{% macro default__json_text_object(expressions) -%}
    {%- set members = [] -%}
    {%- for key in expressions | sort -%}
        {%- set name = nps.text_literal((key | tojson) ~ ':') -%}
        {%- do members.append("case when " ~ nps.is_written(expressions[key]) ~ " then ',' || " ~ name
            ~ " || " ~ nps.json_string(expressions[key]) ~ " else '' end") -%}
    {%- endfor -%}
    {{ return("nullif('{' || substring(concat(" ~ members | join(', ') ~ "), 2) || '}', '{}')") }}
{%- endmacro %}


{#- Of many members as one list: an eighth of the text, and of the time to plan it. -#}
{% macro duckdb__json_text_object(expressions) -%}
    {%- if expressions | length < 8 -%}
        {{ return(nps.default__json_text_object(expressions)) }}
    {%- endif -%}
    {%- set members = [] -%}
    {%- for key in expressions | sort -%}
        {%- do members.append(
            '{name: ' ~ nps.text_literal((key | tojson) ~ ':') ~ ', value: cast(' ~ expressions[key] ~ ' as varchar)}') -%}
    {%- endfor -%}
    {{ return(nps.duckdb_json_object(
        "list_transform([" ~ members | join(', ') ~ "], lambda member: case when " ~ nps.is_written('member.value')
        ~ " then member.name || " ~ nps.json_string('member.value') ~ " end)")) }}
{%- endmacro %}


{#- Null where there is no member, without nullif: within a case, that would
    work out the members three times. -#}
{% macro duckdb_json_object(members) -%}
    {{ return("'{' || list_aggregate(" ~ members ~ ", 'string_agg', ',') || '}'") }}
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
    (cast({{ json }} as json) ->> {{ nps.text_literal(key) }})
{%- endmacro %}


{#- A pointer, for a key may hold dots and quotes. -#}
{% macro duckdb__json_text_member(json, key) -%}
    json_extract_string({{ json }}, {{ nps.text_literal('/' ~ key.replace('~', '~0').replace('/', '~1')) }})
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
    {{ return(nps.default__json_to_text(column, dtype)) }}
{%- endmacro %}


{#- What a loader that keeps JSON as text wrote as a JSON string, out of its quotes: an
    object or a list; somebody's quoted words stay as they are. -#}
{% macro json_unquoted(text) -%}
    {{ return(adapter.dispatch('json_unquoted', 'nps')(text)) }}
{%- endmacro %}


{% macro default__json_unquoted(text) -%}
    case
        when {{ nps.matches(text, '^ *"([{].*[}]|[[].*[]])" *$') }}
            then cast({{ text }} as json) #>> '{}'
        else {{ text }}
    end
{%- endmacro %}


{% macro duckdb__json_unquoted(text) -%}
    {%- set inner = 'json_extract_string(' ~ text ~ ", '$')" -%}
    case
        when ltrim({{ text }}) not like '"%' then {{ text }}
        when {{ nps.duckdb_json_type(text) }} = 'VARCHAR'
            then case when {{ nps.duckdb_json_type(inner) }} in ('OBJECT', 'ARRAY') then {{ inner }} else {{ text }} end
        else {{ text }}
    end
{%- endmacro %}


{#- A value inside JSON text as text, by the keys that lead there; null where
    there is none, and for text that is no JSON. -#}
{% macro json_value(json, keys) -%}
    {{ return(adapter.dispatch('json_value', 'nps')(json, [keys] if keys is string else keys)) }}
{%- endmacro %}


{% macro default__json_value(json, keys) -%}
    {%- set path = [] -%}
    {%- for key in keys -%}
        {%- do path.append(nps.text_literal(key)) -%}
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
    case when json_valid({{ json }}) then json_extract_string({{ json }}, {{ nps.text_literal('/' ~ path | join('/')) }}) end
{%- endmacro %}
