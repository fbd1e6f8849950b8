with

reasons as (

    select * from {{ ref('nps_verdict_reasons').include(database=false) }}

),

-- A row that is left out stands alone as well, as one that is not.
choices as (

    select
        key_digest,
        row_nonce,
        true as is_left_out
    from {{ ref('int_answers__deselected').include(database=false) }}
    union all
    select
        key_digest,
        row_nonce,
        false as is_left_out
    from {{ ref('int_answers__deselected').include(database=false) }}

),

selected as (

    select
        answers.*,
        answers.is_current and coalesce(choices.is_left_out, false) as is_left_out,
        answers.is_current and coalesce(choices.is_left_out, true) as is_now,
        answers.is_single and not (answers.is_current and coalesce(choices.is_left_out, false))
            as is_alone
    from {{ ref('int_answers__judged').include(database=false) }} as answers
    left join choices
        on
            answers.key_digest = choices.key_digest
            and answers.row_nonce = choices.row_nonce
    where
        choices.key_digest is null
        or choices.is_left_out
        or (answers.is_current and answers.is_single)

),

reasoned as (

    select
        *,
        coalesce(
            problem,
            case
                when metric_type != 'nps' then null
                when not is_seen then 'after_as_of'
                when is_left_out then 'selection_policy'
            end
        ) as reason
    from selected

),

decided as (

    select
        reasoned.*,
        coalesce(
            reasons.verdict,
            case when reasoned.metric_type = 'nps' then 'counted' else 'companion' end
        ) as verdict
    from reasoned
    left join reasons
        on reasoned.reason = reasons.reason

),

standings as (

    select
        -- which row, and as what
        is_now,
        is_alone,
        {{ 'stands_twice' if setting('nps_selection_policy') == 'all' else 'is_now != is_alone' }}
            as is_corrected,
        is_touched,
        is_plain,
        load_number,
        key_digest,
        version_rank,

        -- ids
        {{ answer_key() }} as response_key,
        source_system,
        {{ without_address('program') }} as program,
        {{ without_address('survey_id') }} as survey_id,
        response_id,
        question_id,
        {{ private_key('respondent', 'coalesce(respondent_id, email)') }} as respondent_key,
        {{ private_key('account', 'account_id') }} as account_key,
        {{ segment_value('campaign_id') }} as campaign_id,
        invitation_id,

        -- the verdict
        verdict,
        reason,
        is_seen,
        is_employee,

        -- what was asked and answered
        metric_type,
        declaration_key,
        case when not is_erased then score_raw end as score_raw,
        case when reason is null then score end as score,
        case
            when reason is null and metric_type in ('nps', 'enps') then category
        end as nps_category,
        case
            when reason is null and metric_type in ('csat', 'ces') then category = 'promoter'
        end as is_favourable,
        case when reason is null then source_group end as source_group,
        weight,
        weight is null as is_weight_invalid,

        -- who and where
        coalesce({{ without_address('touchpoint') }}, '(unknown)') as touchpoint,
        {{ without_address(segment_value('channel')) }} as channel,
        {{ without_address(segment_value('country')) }} as country,
        {{ without_address(segment_value('language')) }} as language,
        {% for name in setting('nps_segments') -%}
            coalesce({{ without_address(segment_value(name, loop.index)) }}, '(unknown)')
                as segment_{{ loop.index }},
        {% endfor %}
        has_comment,

        reason is not null or not has_respondent as is_anonymous,

        -- identifiers and free text, of answers that count
        case when reason is null then respondent_id end as respondent_id,
        case when reason is null then account_id end as account_id,
        case when reason is null then email end as email,
        case when reason is null then comment end as comment,
        case when reason is null then tags end as tags,
        case when reason is null then attributes end as attributes,

        -- the original of a row that does not count
        case
            when reason is not null and not is_erased
                then {{ landed_record(false) }}
        end as raw_record,
        case
            when reason is not null and not is_erased
                then {{ landed_record(true) }}
        end as redacted_record,

        -- when
        responded_at,
        response_date,
        {{ first_of_month('response_date') }} as response_month,
        sent_at,
        updated_at,
        loaded_at
    from decided

)

select * from standings
