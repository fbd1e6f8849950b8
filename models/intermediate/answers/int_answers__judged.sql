with

answers as (

    select * from {{ ref('int_answers__scored') }}

),

reasons as (

    select * from {{ ref('nps_verdict_reasons') }}

),

-- The first match is the verdict: the order is a promise.
judged as (

    select
        answers.*,
        case
            when answers.malformed_line is not null then 'malformed_line'
            when answers.response_id is null then 'missing_response_id'
            when answers.survey_id is null then 'missing_survey_id'
            when answers.responded_at is null
                then case
                    when {{ parse_text('answers.responded_at_raw') }} is null
                        then 'missing_responded_at'
                    else 'unparseable_responded_at'
                end
            when answers.is_erased then 'erased'
            when answers.version_rank > 1 then 'superseded_version'
            when answers.is_test then 'test'
            when statuses.reason is not null then statuses.reason
            when not {{ is_plausible_time('answers.responded_at', 'answers.loaded_at') }}
                then 'implausible_responded_at'
            when answers.scale_min is null then 'unknown_metric_type'
            when answers.score_problem is not null then answers.score_problem
        end as problem
    from answers
    left join reasons as statuses
        on
            answers.status = statuses.reason
            and statuses.is_status

),

-- What may be counted as customer NPS, before a selection policy chooses.
candidates as (

    select
        *,
        problem is null and metric_type = 'nps' and is_seen as is_candidate,
        {{ utc_to_local_date('responded_at', setting('nps_time_zone')) }} as response_date
    from judged

)

select * from candidates  -- noqa: AM04
