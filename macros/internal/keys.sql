{#- The identity of an answer, the same in every build. -#}
{% macro answer_key() -%}
    {{ hashed(['source_system', 'survey_id', 'question_id', 'response_id']) }}
{%- endmacro %}


{#- A salted hash: the same person has the same key, and nobody can look up
    a key from an address without the salt. -#}
{% macro private_key(kind, identifier) -%}
    case
        when {{ identifier }} is not null
            then {{ hashed([dbt.string_literal(dbt.escape_single_quotes(setting('nps_key_salt'))), "'" ~ kind ~ "'", identifier]) }}
    end
{%- endmacro %}


{% macro hashed(expressions) -%}
    {%- set parts = [] -%}
    {%- for expression in expressions -%}
        {%- do parts.append("coalesce(cast(" ~ expression ~ " as " ~ dbt.type_string() ~ "), '')") -%}
    {%- endfor -%}
    md5({{ parts | join(' || chr(31) || ') }})
{%- endmacro %}
