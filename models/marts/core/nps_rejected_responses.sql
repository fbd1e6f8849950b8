with

ledger as (

    select * from {{ ref('int_answers__ledger').include(database=false) }}

),

-- Of an employee's answer nothing is shown but that it does not count.
nps_rejected_responses as (

    select
        source_system,
        {{ redacted('survey_id') }} as survey_id,
        case when not is_employee then {{ redacted('response_id') }} end as response_id,
        case when not is_employee then {{ redacted('score_raw', 24) }} end as score_raw,
        verdict,
        reason as rejection_reason,
        case when not is_employee then redacted_record end as raw_record
    from ledger
    where reason is not null

)

select * from nps_rejected_responses
