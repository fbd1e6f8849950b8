with

landed as (

    {% for platform in enabled_platforms() if not is_landing_table(platform) -%}
        select
            source_system,
            survey_id,
            question_id,
            question_text,
            response_id,
            score
        from {{ ref('nps', 'stg_' ~ platform ~ '__responses') }}
        where needs_declaration
        union all
    {% endfor -%}
    select
        source_system,
        survey_id,
        question_id,
        cast(null as {{ dbt.type_string() }}) as question_text,
        cast(null as {{ dbt.type_string() }}) as response_id,
        cast(null as {{ dbt.type_string() }}) as score
    from {{ rule_table('nps_metric_map') }}
    where 1 = 0

),

answers as (

    select
        source_system,
        {{ parse_text('survey_id') }} as survey_id,
        {{ parse_text('question_id') }} as question_id,
        {{ parse_text('question_text') }} as question_text,
        response_id,
        {{ parse_score('score') }} as score
    from landed

),

-- A question that holds other numbers than 0 to 10 is none of ours.
questions as (

    select
        source_system,
        survey_id,
        question_id,
        max(question_text) as question_text,
        -- Versions of an answer are one answer.
        cast(count(distinct case when score is not null then response_id end) as bigint)
            as answer_count,
        min(score) as lowest_score,
        max(score) as highest_score
    from answers
    group by 1, 2, 3
    having count(distinct case when score is not null then response_id end) > 0

),

declared as (

    select distinct
        source_system,
        survey_id,
        question_id
    from {{ ref('nps', 'int_surveys__declared') }}

),

undeclared as (

    select questions.*
    from questions
    left join declared
        on
            questions.source_system = declared.source_system
            and questions.survey_id = declared.survey_id
            and questions.question_id = declared.question_id
    where declared.survey_id is null

)

select * from undeclared
