{%- set policy = setting('nps_selection_policy') -%}
{%- set direction = 'desc' if policy == 'latest' else 'asc' -%}
{%- set rest_end = dbt.dateadd('day', setting('nps_quarantine_days'), 'walked.kept_at') -%}

with recursive

answers as (

    select
        key_digest,
        row_nonce,
        program,
        respondent_id,
        email,
        {{ first_of_month('response_date') }} as response_month,
        responded_at,
        response_id,
        survey_id,
        question_id,
        source_system
    from {{ ref('nps', 'int_answers__judged') }}
    where
        reason_before_selection is null
        and metric_type = 'nps'
        and coalesce(respondent_id, email) is not null
        and '{{ policy }}' != 'all'

),

linked as (

    select * from {{ ref('nps', 'int_people__linked') }}

),

candidates as (

    select
        answers.*,
        {{ respondent('answers.') }} as respondent
    from answers
    left join linked
        on answers.respondent_id = linked.respondent_id

),

-- An answer without a respondent never collapses with another.
in_order as (

    select
        *,
        row_number() over (
            partition by
                program,
                respondent
                {{ ', response_month' if policy != 'quarantine' }}
            order by
                responded_at {{ direction }},
                {% for column in ['response_id', 'survey_id', 'question_id', 'source_system'] -%}
                    {{ in_byte_order(column) }} {{ direction }} nulls last,
                {% endfor -%}
                key_digest
        ) as answer_number
    from candidates

),

-- Each answer is held against the last one that was kept, not the last one
-- given: hence answer by answer.
walked as (

    select
        key_digest,
        row_nonce,
        program,
        respondent,
        answer_number,
        responded_at as kept_at,
        false as is_resting
    from in_order
    where answer_number = 1 and '{{ policy }}' = 'quarantine'
    union all
    select
        in_order.key_digest,
        in_order.row_nonce,
        in_order.program,
        in_order.respondent,
        in_order.answer_number,
        case
            when in_order.responded_at < {{ rest_end }} then walked.kept_at
            else in_order.responded_at
        end as kept_at,
        in_order.responded_at < {{ rest_end }} as is_resting
    from walked
    inner join in_order
        on
            walked.program = in_order.program
            and walked.respondent = in_order.respondent
            and walked.answer_number + 1 = in_order.answer_number

),

deselected as (

    select
        key_digest,
        row_nonce
    from walked
    where is_resting
    union all
    select
        key_digest,
        row_nonce
    from in_order
    where answer_number > 1 and '{{ policy }}' in ('latest', 'first')

)

select * from deselected
