{{ config(enabled=is_enabled('qualtrics')) }}

with

responses as (

    {{ platform_table('qualtrics', 'survey_response') }}

),

answers as (

    {{ platform_table('qualtrics', 'question_response') }}

),

questions as (

    {{ platform_table('qualtrics', 'question') }}

),

options as (

    {{ platform_table('qualtrics', 'question_option') }}

),

embedded_data as (

    {{ platform_table('qualtrics', 'survey_embedded_data') }}

),

-- The ids of questions are unique within a survey only.
surveys as (

    select
        source_system,
        id as response_id,
        max(survey_id) as survey_id
    from responses
    group by 1, 2

),

described as (

    select
        source_system,
        survey_id,
        id as question_id,
        max(question_type) as question_type,
        max(selector) as selector,
        max(sub_selector) as sub_selector,
        max(question_text) as question_text,
        min(case when lower(_fivetran_deleted) = 'true' then 1 else 0 end) = 1 as is_deleted
    from questions
    group by 1, 2, 3

),

-- Forms ask for names and addresses: they are no comment.
known as (

    select
        *,
        case
            when question_type = 'MC' and selector = 'NPS' then 'nps'
            when question_type = 'MC' and selector in ('SAVR', 'SAHR', 'SACOL', 'SB', 'DL')
                then 'scale'
            when
                question_type = 'Matrix' and selector in ('Likert', 'Bipolar')
                and coalesce(sub_selector, '') != 'MultipleAnswer'
                then 'scale'
            when question_type = 'Slider' then 'scale'
            when question_type = 'TE' and selector in ('SL', 'ML', 'ESTB') then 'text'
            else 'other'
        end as kind
    from described

),

choices as (

    select
        source_system,
        survey_id,
        question_id,
        key,
        max(recode_value) as recode_value,
        max(text) as choice_text
    from options
    group by 1, 2, 3, 4

),

-- What an answer without a key of its choice says is the code of the choice.
codes as (

    select
        source_system,
        survey_id,
        question_id,
        coalesce(recode_value, key) as code,
        case when count(distinct choice_text) = 1 then max(choice_text) end as choice_text
    from choices
    group by 1, 2, 3, 4

),

placed as (

    select
        answers.*,
        surveys.survey_id,
        replace(answers.question_id, '_NPS_GROUP', '') as asked_id
    from answers
    inner join surveys
        on
            answers.source_system = surveys.source_system
            and answers.response_id = surveys.response_id

),

-- The keys of the choices 0 to 10 of a hand-made question are 1 to 11: only the
-- text of the choice, or a code that somebody set, tells the number.
read as (

    select
        placed.source_system,
        placed.survey_id,
        placed.response_id,
        placed.loop_id,
        placed.asked_id,
        placed.question_id,
        placed.sub_question_key,
        {{ qualtrics_answer('placed.value') }} as value,
        placed.text as words,
        coalesce(known.question_text, placed.question)
        || coalesce(' - ' || placed.sub_question_text, '') as question_text,
        coalesce(known.is_deleted, false) as is_deleted,
        coalesce(known.kind, 'scale') as kind,
        coalesce(
            {{ qualtrics_choice_number('choices.choice_text') }},
            choices.recode_value,
            {{ qualtrics_choice_number('codes.choice_text') }},
            {{ qualtrics_answer('placed.value') }}
        ) as score
    from placed
    left join known
        on
            placed.source_system = known.source_system
            and placed.survey_id = known.survey_id
            and placed.asked_id = known.question_id
    left join choices
        on
            placed.source_system = choices.source_system
            and placed.survey_id = choices.survey_id
            and placed.asked_id = choices.question_id
            and placed.question_option_key = choices.key
    left join codes
        on
            placed.source_system = codes.source_system
            and placed.survey_id = codes.survey_id
            and placed.asked_id = codes.question_id
            and placed.value = codes.code
            and placed.question_option_key is null
            and known.question_type = 'MC'
            and known.kind = 'scale'

),

-- The class that Qualtrics gives beside a native score: no answer.
grouped as (

    select
        *,
        case
            when kind = 'nps' and question_id != asked_id
                then coalesce({{ qualtrics_group('value') }}, {{ qualtrics_group('words') }}, '?')
            when kind = 'nps' and not {{ matches('coalesce(value, words)', '[0-9]') }}
                then {{ qualtrics_group('coalesce(value, words)') }}
            when kind = 'nps' and not {{ matches('words', '[0-9]') }}
                then {{ qualtrics_group('words') }}
        end as source_group
    from read

),

classes as (

    select
        source_system,
        response_id,
        asked_id,
        coalesce(loop_id, '') as loop_id,
        max(nullif(source_group, '?')) as source_group
    from grouped
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
    from grouped
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
        known.source_system,
        known.survey_id,
        known.question_id,
        known.question_text,
        known.is_deleted,
        coalesce(seen.is_looped, false) as is_looped,
        true as is_nps
    from known
    left join seen
        on
            known.source_system = seen.source_system
            and known.survey_id = seen.survey_id
            and known.question_id = seen.question_id
    where known.kind = 'nps'
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

written as (

    select
        *,
        case when {{ trimmed('words') }} != '' then words else value end as comment
    from grouped
    where kind = 'text'

),

comments as (

    select
        source_system,
        response_id,
        coalesce(loop_id, '') as loop_id,
        comment,
        row_number() over (
            partition by source_system, response_id, loop_id
            order by length(question_id), question_id, comment
        ) as place
    from written
    where {{ qualtrics_is_comment('comment', 'question_text') }}

),

fields as (

    select
        source_system,
        response_id,
        lower({{ trimmed('key') }}) as field_name,
        max(value) as field_value
    from embedded_data
    where
        value is not null
        and not {{ qualtrics_names_a_person('key') }}
    group by 1, 2, 3

),

attributes as (

    select
        source_system,
        response_id,
        {{ json_object_of('field_name', 'field_value') }} as attributes
    from fields
    group by 1, 2

),

answered as (

    select
        responses.source_system,
        responses.survey_id,
        responses.id as response_id,
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
        responses.distribution_channel,
        responses.user_language,
        responses.recipient_email,
        cast(null as {{ dbt.type_string() }}) as external_reference,
        coalesce(of_loop.comment, of_response.comment) as comment,
        attributes.attributes
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
    left join comments as of_loop
        on
            responses.source_system = of_loop.source_system
            and responses.id = of_loop.response_id
            and scored.loop_id = of_loop.loop_id
            and of_loop.place = 1
    left join comments as of_response
        on
            responses.source_system = of_response.source_system
            and responses.id = of_response.response_id
            and of_response.loop_id = ''
            and of_response.place = 1
    left join attributes
        on
            responses.source_system = attributes.source_system
            and responses.id = attributes.response_id
    -- Who left no answer may never have seen a loop, or a question of before.
    where
        scored.response_id is not null
        or not (asked.is_looped or asked.is_deleted)

)

select * from answered
