{{ config(enabled=is_enabled('qualtrics'), materialized='table', schema='restricted') }}

with

questions as (

    select * from {{ ref('nps', 'stg_qualtrics__fivetran_questions') }}

),

responses as (

    {{ platform_table('qualtrics', 'survey_response') }}

),

answers as (

    {{ platform_table('qualtrics', 'question_response') }}

),

options as (

    {{ platform_table('qualtrics', 'question_option') }}

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
        answers.source_system,
        surveys.survey_id,
        answers.response_id,
        answers.loop_id,
        replace(answers.question_id, '_NPS_GROUP', '') as asked_id,
        answers.question_id,
        answers.question_option_key,
        answers.sub_question_key,
        answers.sub_question_text,
        answers.question,
        {{ qualtrics_answer('answers.value') }} as code,
        answers.text as words
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
        placed.code,
        placed.words,
        coalesce(questions.question_text, placed.question)
        || coalesce(' - ' || placed.sub_question_text, '') as question_text,
        coalesce(questions.is_deleted, false) as is_deleted,
        coalesce(questions.kind, 'scale') as kind,
        coalesce(
            {{ qualtrics_choice_number('choices.choice_text') }},
            choices.recode_value,
            {{ qualtrics_choice_number('codes.choice_text') }},
            placed.code
        ) as score
    from placed
    left join questions
        on
            placed.source_system = questions.source_system
            and placed.survey_id = questions.survey_id
            and placed.asked_id = questions.question_id
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
            and placed.code = codes.code
            and placed.question_option_key is null
            and questions.question_type = 'MC'
            and questions.kind = 'scale'

),

-- The class that Qualtrics gives beside a native score: no answer.
grouped as (

    select
        *,
        case
            when kind = 'nps' and question_id != asked_id
                then coalesce({{ qualtrics_group('code') }}, {{ qualtrics_group('words') }}, '?')
            when kind = 'nps' and not {{ matches('coalesce(code, words)', '[0-9]') }}
                then {{ qualtrics_group('coalesce(code, words)') }}
            when kind = 'nps' and not {{ matches('words', '[0-9]') }}
                then {{ qualtrics_group('words') }}
        end as source_group
    from read

)

select * from grouped
