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
        when {{ nps.duckdb_json_type(json) }} = 'ARRAY'
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
            select string_agg(items.value ->> {{ nps.text_literal(key) }}, '' order by items.place)
            from jsonb_array_elements(cast({{ json }} as jsonb)) with ordinality as items (value, place)
        )
    end
{%- endmacro %}


{% macro duckdb__json_list_member(json, key) -%}
    case
        when {{ nps.duckdb_json_type(json) }} = 'ARRAY'
            then nullif(array_to_string(json_extract_string({{ json }}, '$[*].{{ key }}'), ''), '')
    end
{%- endmacro %}
