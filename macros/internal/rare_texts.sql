{#- What lands in few rows, or is said by another column of most, as the text of one
    JSON object: an engine pays for every column that it writes, blank or not. A time
    is among them where its moment does not say it all, a status where it is not the
    usual one. -#}
{% macro rare_texts() -%}
    {{ nps.rare_object(nps.rare_expressions()) }}
{%- endmacro %}


{% macro rare_expressions() -%}
    {%- set texts = {
        'is_test': 'is_test', 'deleted_at': 'deleted_at',
        'status': 'nullif(lower(' ~ nps.parse_text('status') ~ '), ' ~ nps.usual_status() ~ ')'} -%}
    {%- for name in nps.landed_times() -%}
        {%- do texts.update({name:
            'case when ' ~ nps.parse_timestamp(name) ~ ' is null or not ' ~ nps.is_utc_text(name) ~ ' then ' ~ name ~ ' end'}) -%}
    {%- endfor -%}
    {{ return(texts) }}
{%- endmacro %}


{#- The same of an answer that is deleted: by what its person is known, should they be
    erased later, is kept in place of the identifiers. -#}
{% macro rare_texts_of_deletion() -%}
    {%- set texts = {
        'respondent_erasure_key': nps.known_erasure_key('respondent_id', 'respondent'),
        'email_erasure_key': nps.known_erasure_key('email', 'email')} -%}
    {%- for name in nps.rare_expressions() -%}
        {%- do texts.update({name: nps.rare_text(name)}) -%}
    {%- endfor -%}
    {{ nps.rare_object(texts) }}
{%- endmacro %}


{% macro rare_object(texts) -%}
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


{#- The status of a row of int_answers__landed. -#}
{% macro landed_status(prefix='') -%}
    case when {{ prefix }}is_complete then {{ nps.usual_status() }} else {{ nps.rare_text('status', prefix) }} end
{%- endmacro %}


{#- What platforms say of most answers. -#}
{% macro usual_status() -%}
    'complete'
{%- endmacro %}
