{{ config(enabled=is_enabled('surveymonkey')) }}

with

questions as (

    select * from {{ ref('nps', 'stg_surveymonkey__current_questions') }}

),

several_rows as (

    select * from {{ ref('nps', 'stg_surveymonkey__matrix_rows') }}

),

choices as (

    select * from {{ ref('nps', 'stg_surveymonkey__choices') }}

),

scales as (

    select
        source_system,
        question_id,
        count(*) as choice_count,
        sum(case when weight in (-100, 0, 100) then 1 else 0 end) as group_weight_count,
        count(distinct weight) as weight_count,
        min(weight) as lowest_weight,
        max(weight) as highest_weight,
        sum(case when weight = floor(weight) then 1 else 0 end) as whole_weight_count,
        count(number_in_text) as number_count,
        count(distinct number_in_text) as different_number_count,
        max(number_in_text) - min(number_in_text) + 1 as number_span
    from choices
    where is_rating
    group by 1, 2

),

-- Where the choices say no numbers, a rating has its weights, if they are a scale,
-- or else its places.
judged as (

    select
        questions.*,
        case
            when
                questions.family = 'matrix'
                and questions.subtype = 'rating'
                and scales.choice_count = 11
                and scales.group_weight_count = 11
                and scales.weight_count = 3
                then 'nps'
            when questions.family = 'open_ended' and questions.subtype in ('single', 'essay')
                then 'comment'
            when questions.family = 'open_ended' and questions.subtype = 'numerical'
                then 'number'
            when
                questions.family in ('matrix', 'single_choice')
                and coalesce(questions.subtype, '') not in ('menu', 'ranking', 'multi')
                and scales.choice_count > 1
                and scales.number_count = scales.choice_count
                and scales.different_number_count = scales.choice_count
                and scales.number_span = scales.choice_count
                then 'rating by text'
            when
                questions.family = 'matrix'
                and questions.subtype = 'rating'
                and scales.whole_weight_count = scales.choice_count
                and scales.weight_count = scales.choice_count
                and scales.lowest_weight >= 0
                and scales.highest_weight <= 10
                then 'rating by weight'
            when
                questions.family = 'matrix'
                and questions.subtype = 'rating'
                and scales.choice_count <= 10
                then 'rating by position'
            when
                questions.family = 'matrix'
                and questions.subtype = 'rating'
                and scales.choice_count = 11
                then 'rating by position from 0'
        end as kind
    from questions
    left join scales
        on
            questions.source_system = scales.source_system
            and questions.question_id = scales.question_id

),

parts as (

    select
        judged.source_system,
        judged.survey_id,
        judged.question_id,
        several_rows.row_id,
        case
            when several_rows.row_id is null then judged.question_id
            else judged.question_id || '.' || several_rows.row_id
        end as part_id,
        case
            when several_rows.row_text is null then judged.question_text
            else coalesce(judged.question_text || ' / ', '') || several_rows.row_text
        end as question_text,
        judged.kind,
        {{ parse_number('judged.page_place') }} as page_place,
        {{ parse_number('judged.place') }} as place,
        (judged.visible is null or {{ parse_boolean('judged.visible') }})
        and (several_rows.visible is null or {{ parse_boolean('several_rows.visible') }})
        and judged.is_current as is_asked
    from judged
    left join several_rows
        on
            judged.source_system = several_rows.source_system
            and judged.question_id = several_rows.question_id
            and judged.kind != 'comment'
    where judged.kind is not null

)

select * from parts
