{{ config(post_hook="{{ assert_score_words() }}") }}

with

scores as (

    select
        lower({{ parse_text('text') }}) as score_text,
        {{ parse_number('score') }} as score,
        {{ parse_text('source_system') }} as source_system,
        {{ parse_text('survey_id') }} as survey_id,
        {{ parse_text('question_id') }} as question_id
    from {{ ref('nps', 'stg_generic__scores') }}

),

questions as (

    select * from {{ ref('nps', 'int_surveys__questions') }}

),

-- What is said of the very question comes before what is said of all.
ranked as (

    select
        questions.question_key,
        scores.score_text,
        scores.score,
        row_number() over (
            partition by questions.question_key, scores.score_text
            order by
                case when scores.question_id is null then 1 else 0 end,
                case when scores.survey_id is null then 1 else 0 end,
                case when scores.source_system is null then 1 else 0 end,
                scores.score
        ) as place
    from questions
    inner join scores
        on
            questions.source_system = coalesce(scores.source_system, questions.source_system)
            and questions.survey_id = coalesce(scores.survey_id, questions.survey_id)
            and coalesce(questions.question_id, '')
            = coalesce(scores.question_id, questions.question_id, '')

),

score_words as (

    select
        question_key,
        score_text,
        score
    from ranked
    where place = 1

)

select * from score_words
