with

answers as (

    select * from {{ ref('int_answers__versioned') }}

),

surveys as (

    select * from {{ ref('int_surveys__declared') }}

),

scales as (

    select * from {{ ref('int_surveys__scaled') }}

),

-- A declaration of the very question wins, as a whole, over one of the survey.
matched as (

    select
        answers.*,
        coalesce(of_question.declaration_key, of_survey.declaration_key, 'undeclared')
            as declaration_key,
        case
            when of_question.declaration_key is not null then of_question.metric_type
            else of_survey.metric_type
        end as declared_metric_type
    from answers
    left join surveys as of_question
        on
            answers.source_system = of_question.source_system
            and answers.survey_id = of_question.survey_id
            and answers.question_id = of_question.question_id
    left join surveys as of_survey
        on
            answers.source_system = of_survey.source_system
            and answers.survey_id = of_survey.survey_id
            and of_survey.question_id is null

),

metric_known as (

    select
        *,
        coalesce(declared_metric_type, metric_type, 'nps') as asked_metric_type
    from matched

),

declared as (

    select
        {% for column in answer_columns() + version_columns()
            if column not in ('metric_type', 'touchpoint') -%}
            metric_known.{{ column }},
        {% endfor -%}
        metric_known.metric_type as landed_metric_type,
        metric_known.touchpoint as landed_touchpoint,
        metric_known.declaration_key,
        coalesce(scales.program, metric_known.survey_id) as program,
        coalesce(scales.metric_type, metric_known.asked_metric_type) as metric_type,
        scales.survey_kind,
        coalesce(metric_known.touchpoint, scales.touchpoint) as touchpoint,
        scales.score_direction,
        scales.scale_min,
        scales.detractor_max,
        scales.passive_max,
        scales.scale_max
    from metric_known
    left join scales
        on
            metric_known.declaration_key = scales.declaration_key
            and metric_known.asked_metric_type = scales.landed_metric_type

)

select * from declared
