with

counted as (

    select * from {{ ref('nps', 'int_answers__counted') }}

),

fct_nps_responses as (

    select
        -- ids
        response_key,
        source_system,
        program,
        survey_id,
        response_id,
        respondent_key,
        account_key,

        -- dimensions
        nps_category,
        touchpoint,
        channel,
        country,
        language,

        -- measures
        score,
        weight,
        has_comment,

        -- time
        responded_at,
        response_date,
        response_month
    from counted

)

select * from fct_nps_responses
