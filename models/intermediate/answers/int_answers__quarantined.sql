{%- set quarantined_until = dbt.dateadd(
    'day', setting('nps_quarantine_days'), 'walked.kept_at') -%}

with recursive

candidates as (

    select
        response_key,
        program,
        respondent_key,
        responded_at,
        row_number() over (
            partition by program, respondent_key
            order by responded_at, response_id, response_key
        ) as answer_number
    from {{ ref('int_answers__judged') }}
    where
        '{{ setting("nps_selection_policy") }}' = 'quarantine'
        and is_candidate
        and respondent_key is not null

),

-- Each answer is held against the last one that was kept, not the last one
-- given: hence answer by answer.
walked as (

    select
        response_key,
        program,
        respondent_key,
        answer_number,
        responded_at as kept_at,
        false as is_quarantined
    from candidates
    where answer_number = 1
    union all
    select
        candidates.response_key,
        candidates.program,
        candidates.respondent_key,
        candidates.answer_number,
        case
            when candidates.responded_at < {{ quarantined_until }} then walked.kept_at
            else candidates.responded_at
        end as kept_at,
        candidates.responded_at < {{ quarantined_until }} as is_quarantined
    from walked
    inner join candidates
        on
            walked.program = candidates.program
            and walked.respondent_key = candidates.respondent_key
            and walked.answer_number + 1 = candidates.answer_number

),

quarantined as (

    select response_key
    from walked
    where is_quarantined

)

select * from quarantined
