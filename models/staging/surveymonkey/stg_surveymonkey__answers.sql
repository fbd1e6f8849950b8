{{ config(enabled=is_enabled('surveymonkey')) }}

with

questions as (

    select * from {{ ref('nps', 'stg_surveymonkey__questions') }}

),

choices as (

    select * from {{ ref('nps', 'stg_surveymonkey__choices') }}

),

airbyte_responses as (

    {{ platform_table('surveymonkey', 'survey_responses') }}

),

fivetran_answers as (

    {{ platform_table('surveymonkey', 'response_answer') }}

),

-- Versions of a response that say the same are one here.
responses as (

    select distinct
        source_system,
        id as response_id,
        pages,
        {{ hashed(['pages']) }} as answers_key
    from airbyte_responses

),

response_pages as (

    select
        responses.source_system,
        responses.response_id,
        responses.answers_key,
        page.place as page_place,
        {{ json_value('page.item', 'questions') }} as page_questions
    from responses
    {{ join_json_items('responses.pages', 'page') }}

),

response_questions as (

    select
        response_pages.source_system,
        response_pages.response_id,
        response_pages.answers_key,
        response_pages.page_place,
        {{ json_value('question.item', 'id') }} as question_id,
        {{ json_value('question.item', 'answers') }} as question_answers
    from response_pages
    {{ join_json_items('response_pages.page_questions', 'question') }}

),

landed as (

    select
        response_questions.source_system,
        response_questions.response_id,
        response_questions.answers_key,
        response_questions.page_place,
        response_questions.question_id,
        answer.place as answer_place,
        {{ json_value('answer.item', 'row_id') }} as row_id,
        {{ json_value('answer.item', 'choice_id') }} as choice_id,
        {{ json_value('answer.item', 'text') }} as answer_text
    from response_questions
    {{ join_json_items('response_questions.question_answers', 'answer') }}
    union all
    -- The answers of now, whichever version of the response they are joined to.
    select
        source_system,
        response_id,
        'now' as answers_key,
        null as page_place,
        question_id,
        {{ parse_number('index') }} as answer_place,
        row_id,
        choice_id,
        text as answer_text
    from fivetran_answers
    where not {{ parse_boolean('_fivetran_deleted') }}

),

answers as (

    select
        landed.source_system,
        landed.response_id,
        landed.answers_key,
        questions.part_id,
        questions.kind,
        landed.answer_text,
        case
            when questions.kind = 'number' then landed.answer_text
            when choices.is_na then null
            -- Of a choice that was never landed, the id says that there is an
            -- answer, and is no number.
            when choices.choice_id is null then 'choice ' || landed.choice_id
            when questions.kind = 'nps' and choices.number_in_text != choices.place - 1
                then choices.choice_text || ', choice ' || landed.choice_id
            else coalesce(
                cast(cast(case questions.kind
                    when 'nps' then choices.place - 1
                    when 'rating by text' then choices.number_in_text
                    when 'rating by weight' then choices.weight
                    when 'rating by position' then choices.place
                    when 'rating by position from 0' then choices.place - 1
                end as integer) as {{ dbt.type_string() }}),
                choices.choice_text
            )
        end as score,
        case
            when questions.kind = 'nps'
                then case choices.weight
                    when 100 then 'promoter'
                    when 0 then 'passive'
                    when -100 then 'detractor'
                end
        end as source_group,
        row_number() over (
            partition by
                landed.source_system, landed.response_id, landed.answers_key, questions.kind
            order by
                questions.page_place, landed.page_place, questions.place, landed.answer_place,
                landed.question_id
        ) as place
    from landed
    inner join questions
        on
            landed.source_system = questions.source_system
            and landed.question_id = questions.question_id
            and (questions.row_id is null or landed.row_id = questions.row_id)
    left join choices
        on
            landed.source_system = choices.source_system
            and landed.question_id = choices.question_id
            and landed.choice_id = choices.choice_id
    -- "Other, please say" is no rating, what stands beside a rating neither.
    where
        landed.choice_id is not null
        or questions.kind = 'number'
        or (questions.kind = 'comment' and {{ trimmed('landed.answer_text') }} != '')
)

select * from answers
