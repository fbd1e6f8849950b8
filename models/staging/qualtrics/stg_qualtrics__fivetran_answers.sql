{{ config(enabled=is_enabled('qualtrics')) }}

with

questions as (

    select * from {{ ref('nps', 'stg_qualtrics__fivetran_questions') }}

),

cells as (

    select * from {{ ref('nps', 'stg_qualtrics__fivetran_cells') }}

),

test_mails as (

    select * from {{ ref('nps', 'stg_qualtrics__test_mails') }}

),

responses as (

    {{ platform_table('qualtrics', 'survey_response') }}

),

classes as (

    select
        source_system,
        response_id,
        asked_id,
        coalesce(loop_id, '') as loop_id,
        max(nullif(source_group, '?')) as source_group
    from cells
    where source_group is not null
    group by 1, 2, 3, 4

),

scored as (

    select
        source_system,
        survey_id,
        response_id,
        loop_id,
        kind,
        question_text,
        is_deleted,
        score,
        asked_id,
        case
            when kind = 'nps' then asked_id
            else asked_id || coalesce('_' || sub_question_key, '')
        end as question_id
    from cells
    where
        kind in ('nps', 'scale')
        and source_group is null
        and score is not null

),

seen as (

    select
        source_system,
        survey_id,
        question_id,
        max(question_text) as question_text,
        count(loop_id) > 0 as is_looped,
        max(case when is_deleted then 1 else 0 end) = 1 as is_deleted,
        count(case when kind = 'nps' then 1 end) > 0 as is_nps,
        count(case when {{ matches('score', '^(10|[0-9])$') }} then 1 end) > 0 as is_0_to_10
    from scored
    group by 1, 2, 3

),

asked as (

    select
        questions.source_system,
        questions.survey_id,
        questions.question_id,
        questions.question_text,
        questions.is_deleted,
        coalesce(seen.is_looped, false) as is_looped,
        true as is_nps
    from questions
    left join seen
        on
            questions.source_system = seen.source_system
            and questions.survey_id = seen.survey_id
            and questions.question_id = seen.question_id
    where questions.kind = 'nps'
    union all
    select
        source_system,
        survey_id,
        question_id,
        question_text,
        is_deleted,
        is_looped,
        false as is_nps
    from seen
    where
        is_0_to_10
        and not is_nps

),

answered as (

    select
        responses.source_system,
        responses.survey_id,
        responses.id as response_id,
        responses.id as version_key,
        scored.loop_id,
        asked.question_id,
        asked.question_text,
        asked.is_nps,
        scored.score,
        classes.source_group,
        responses.end_date as responded_at,
        responses.last_modified_date as updated_at,
        responses._fivetran_synced as loaded_at,
        case
            when lower(responses._fivetran_deleted) = 'true' then responses._fivetran_synced
        end as deleted_at,
        responses.status,
        responses.finished,
        test_mails.response_id is not null as is_of_test_mail,
        responses.distribution_channel,
        responses.user_language,
        responses.recipient_email,
        cast(null as {{ dbt.type_string() }}) as external_reference
    from responses
    inner join asked
        on
            responses.source_system = asked.source_system
            and responses.survey_id = asked.survey_id
    left join scored
        on
            responses.source_system = scored.source_system
            and responses.id = scored.response_id
            and asked.question_id = scored.question_id
    left join classes
        on
            responses.source_system = classes.source_system
            and responses.id = classes.response_id
            and asked.question_id = classes.asked_id
            and coalesce(scored.loop_id, '') = classes.loop_id
    left join test_mails
        on
            responses.source_system = test_mails.source_system
            and responses.id = test_mails.response_id
    -- Who left no answer may never have seen a loop, or a question of before.
    where
        scored.response_id is not null
        or not (asked.is_looped or asked.is_deleted)

)

select * from answered
