{%- set few = setting('nps_k_anonymity_employee') -%}

with

undeclared as (

    select
        source_system,
        {% for column in ['survey_id', 'question_id', 'question_text'] -%}
            {{ without_address(column) }} as {{ column }},
        {% endfor -%}
        answer_count,
        lowest_score,
        highest_score
    from {{ ref('nps', 'int_surveys__undeclared') }}

),

-- Nobody knows yet whether these are employees: of few answers no end is told.
nps_undeclared_questions as (

    select
        source_system,
        survey_id,
        question_id,
        question_text,
        answer_count,
        cast(case when answer_count >= {{ few }} then lowest_score end as integer)
            as lowest_score,
        cast(case when answer_count >= {{ few }} then highest_score end as integer)
            as highest_score,
        'If it asks whether people would recommend you, add to nps_metric_map: source_system '
        || source_system || ', survey_id ' || survey_id || ', question_id ' || question_id
        || ', metric_type nps, and the program that it counts in.' as what_to_do
    from undeclared

)

select * from nps_undeclared_questions
