with

landed as (

    select * from {{ ref('nps', 'int_answers__landed') }}

),

declared as (

    select * from {{ ref('nps', 'int_surveys__declared') }}

),

scales as (

    select * from {{ ref('nps', 'int_surveys__scaled') }}

),

-- Each question once, as its answers name it.
questions as (

    select
        question_key,
        min(source_system) as source_system,
        min(survey_id) as survey_id,
        min(question_id) as question_id,
        min(landed_metric_type) as landed_metric_type
    from landed
    group by 1

),

-- A declaration of the very question wins, as a whole, over one of the survey.
matched as (

    select
        questions.*,
        coalesce(of_question.declaration_key, of_survey.declaration_key, 'undeclared')
            as declaration_key,
        case
            when of_question.declaration_key is not null then of_question.metric_type
            else of_survey.metric_type
        end as declared_metric_type
    from questions
    left join declared as of_question
        on
            questions.source_system = of_question.source_system
            and questions.survey_id = of_question.survey_id
            and questions.question_id = of_question.question_id
    left join declared as of_survey
        on
            questions.source_system = of_survey.source_system
            and questions.survey_id = of_survey.survey_id
            and of_survey.question_id is null

),

asked as (

    select
        *,
        coalesce(declared_metric_type, landed_metric_type, 'nps') as asked_metric_type
    from matched

),

-- A metric that nobody knows has no scale, but its survey still says whose it is.
scaled as (

    select
        asked.question_key,
        asked.source_system,
        asked.survey_id,
        asked.question_id,
        asked.landed_metric_type,
        coalesce(scales.declaration_key, of_no_metric.declaration_key) as declaration_key,
        coalesce(scales.program, of_no_metric.program, asked.survey_id) as program,
        coalesce(scales.metric_type, asked.landed_metric_type) as metric_type,
        coalesce(scales.is_employee, of_no_metric.is_employee, false) as is_employee,
        coalesce(scales.touchpoint, of_no_metric.touchpoint) as touchpoint,
        scales.scale_min,
        scales.detractor_max,
        scales.passive_max,
        scales.scale_max,
        scales.score_direction
    from asked
    left join scales
        on
            asked.declaration_key = scales.declaration_key
            and asked.asked_metric_type = scales.landed_metric_type
    left join scales as of_no_metric
        on
            asked.declaration_key = of_no_metric.declaration_key
            and of_no_metric.landed_metric_type is null

)

select * from scaled
