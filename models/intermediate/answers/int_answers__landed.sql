{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='sync_all_columns',
    pre_hook="{{ upgrade_landed(this) }}",
    post_hook=[
        "{{ read_again(this) }}",
        "{{ erase_people(this) }}",
        "{{ delete_gone_loads(this) }}",
        "{{ empty_deleted_answers(this) }}"]
) }}

with

answers as (

    select * from {{ with_segments(ref('nps', 'int_answers__conformed')) }}

),

loads as (

    select * from {{ ref('nps', 'int_loads__standing') }}
    {% if is_incremental() -%}
        where load_number not in (select landed.load_number from {{ this }} as landed)
    {%- endif %}

),

landed as (

    select
        -- which row
        loads.load_number,
        {{ next_change(this) }} as changed_in,
        {{ row_nonce() }} as row_nonce,
        cast(null as {{ dbt.type_string() }}) as content_digest,
        {% for name, digest in digests_of_rows('answers.').items() -%}
            {{ digest }} as {{ name }},
        {% endfor %}

        -- ids
        answers.source_system,
        answers.survey_id,
        answers.response_id,
        answers.question_id,
        answers.respondent_id,
        answers.account_id,
        answers.email,
        answers.campaign_id,
        answers.invitation_id,

        -- what was asked and answered; what one format calls blank is null to another
        answers.landed_metric_type,
        nullif(answers.score_raw, '') as score_raw,
        answers.source_group,
        answers.landed_touchpoint,
        answers.channel,
        answers.country,
        answers.language,
        nullif(answers.comment, '') as comment,
        answers.tags,
        nullif(answers.weight_raw, '') as weight_raw,
        answers.attributes,
        {% for name in stored_segments() -%}
            answers.{{ name }},
        {% endfor -%}
        answers.status,
        answers.is_test_raw,
        answers.malformed_line,
        answers.response_id is not null as has_response_id,
        {{ is_written('answers.comment') }} as has_comment,
        coalesce(answers.respondent_id, answers.email) is not null as has_respondent,

        -- when
        {% for name in landed_times() -%}
            answers.{{ name }},
            answers.{{ name }}_raw,
        {% endfor %}

        -- how it was read, and who is erased from it
        {{ text_literal(reading()) }} as reading,
        cast('' as {{ dbt.type_string() }}) as erasures,
        false as is_person_erased,
        cast(null as {{ dbt.type_string() }}) as respondent_id_erasure_key,
        cast(null as {{ dbt.type_string() }}) as email_erasure_key

    from answers
    inner join loads
        on
            answers.source_system = loads.source_system
            and answers.load_key = loads.load_key

)

select * from landed
