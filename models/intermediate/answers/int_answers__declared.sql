with

answers as (

    select * from {{ ref('int_answers__unioned') }}

),

erased_people as (

    select distinct erasure_key
    from {{ ref('int_people__erased') }}
    where
        {{ is_seen('deleted_at') }}
        and origin = {{ text_literal(landing_origin()) }}

),

-- Nobody is hashed while nobody is erased.
personal as (

    select
        *,
        case
            when (select count(*) from erased_people) > 0
                then {{ known_erasure_key('respondent_id', 'respondent') }}
        end as known_respondent,
        case
            when (select count(*) from erased_people) > 0
                then {{ known_erasure_key('email', 'email') }}
        end as known_email
    from answers

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
        personal.*,
        personal.is_person_erased
        or by_respondent.erasure_key is not null
        or by_email.erasure_key is not null as is_erased_by_now,
        coalesce(of_question.declaration_key, of_survey.declaration_key, 'undeclared')
            as declaration_key,
        case
            when of_question.declaration_key is not null then of_question.metric_type
            else of_survey.metric_type
        end as declared_metric_type
    from personal
    left join surveys as of_question
        on
            personal.source_system = of_question.source_system
            and personal.survey_id = of_question.survey_id
            and personal.question_id = of_question.question_id
    left join surveys as of_survey
        on
            personal.source_system = of_survey.source_system
            and personal.survey_id = of_survey.survey_id
            and of_survey.question_id is null
    left join erased_people as by_respondent
        on personal.known_respondent = by_respondent.erasure_key
    left join erased_people as by_email
        on personal.known_email = by_email.erasure_key

),

metric_known as (

    select
        *,
        coalesce(declared_metric_type, metric_type, 'nps') as asked_metric_type,
        {{ rule_key('touchpoint', 'metric_type') }} as rule_key
    from matched

),

declared as (

    select
        metric_known.load_number,
        {% for column in answer_columns() if column not in ('metric_type', 'touchpoint') -%}
            metric_known.{{ column }},
        {% endfor -%}
        metric_known.score_number,
        metric_known.content_digest,
        metric_known.is_erased_by_now as is_person_erased,
        metric_known.metric_type as landed_metric_type,
        metric_known.touchpoint as landed_touchpoint,
        metric_known.rule_key,
        coalesce(scales.scale_key, of_no_metric.scale_key) as scale_key,
        scales.scale_min,
        scales.scale_max
    from metric_known
    left join scales
        on
            metric_known.declaration_key = scales.declaration_key
            and metric_known.asked_metric_type = scales.landed_metric_type
    left join scales as of_no_metric
        on
            metric_known.declaration_key = of_no_metric.declaration_key
            and of_no_metric.landed_metric_type is null

)

select * from declared
