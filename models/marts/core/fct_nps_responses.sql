with

ledger as (

    select * from {{ ref('int_answers__ledger').include(database=false) }}

),

fct_nps_responses as (

    select
        -- ids
        response_key,
        source_system,
        program,
        survey_id,
        {{ without_address('response_id') }} as response_id,
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
    from ledger
    where verdict = 'counted'

)

select * from fct_nps_responses
