{#- The identity of an answer, the same in every build. -#}
{% macro answer_key() -%}
    {{ nps.hashed(['source_system', 'survey_id', 'question_id', 'response_id']) }}
{%- endmacro %}


{#- Who gave an answer. Each tool has ids of its own: where several are known by one
    address, that is who they are. Of rows joined with int_people__linked as `linked`. -#}
{% macro respondent(prefix) -%}
    coalesce(linked.email, {{ prefix }}respondent_id, {{ prefix }}email)
{%- endmacro %}


{#- A salted hash: the same person has the same key, and nobody can look up
    a key from an address without the salt. -#}
{% macro private_key(kind, identifier) -%}
    {#- Null where the identifier is, without a case: an engine that knows the
        distinct texts of a column then hashes each of them once. -#}
    md5(
        {{ nps.text_literal(nps.setting('nps_key_salt')) }} || chr(31) || '{{ kind }}' || chr(31)
        || cast({{ identifier }} as {{ dbt.type_string() }})
    )
{%- endmacro %}


{% macro hashed(expressions) -%}
    {%- set parts = [] -%}
    {%- for expression in expressions -%}
        {%- do parts.append("coalesce(cast(" ~ expression ~ " as " ~ dbt.type_string() ~ "), '')") -%}
    {%- endfor -%}
    md5(concat({{ parts | join(', chr(31), ') }}))
{%- endmacro %}


{#- By what an erased person is known again: no identifier is kept. -#}
{% macro erasure_key(kind, identifier) -%}
    {{ nps.hashed(["'erased'", "'" ~ kind ~ "'", identifier]) }}
{%- endmacro %}


{#- The same of a row of int_answers__landed: of a deleted answer the key is kept
    in place of the identifier, since the person may be erased later. -#}
{% macro known_erasure_key(column) -%}
    coalesce({{ column }}_erasure_key, case when {{ column }} is not null then {{ nps.erasure_key(column, column) }} end)
{%- endmacro %}
