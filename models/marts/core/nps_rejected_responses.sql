with

left_out as (

    select * from {{ ref('nps', 'int_answers__left_out') }}

),

nps_rejected_responses as (

    select
        source_system,
        program,
        metric_type,
        survey_id,
        response_id,
        score_raw,
        verdict,
        rejection_reason,
        raw_record
    from left_out

)

select * from nps_rejected_responses
