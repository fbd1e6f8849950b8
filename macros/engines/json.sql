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
