with

answers as (

    select * from {{ ref('int_answers__judged').include(database=false) }}

),

deselected as (

    select * from {{ ref('int_answers__deselected').include(database=false) }}

),

reasons as (

    select * from {{ ref('nps_verdict_reasons').include(database=false) }}

),

selected as (

    select
        answers.*,
        coalesce(
            answers.problem,
            case
                when answers.metric_type != 'nps' then null
                when not answers.is_seen then 'after_as_of'
                when deselected.key_digest is not null then 'selection_policy'
            end
        ) as reason
    from answers
    left join deselected
        on
            answers.key_digest = deselected.key_digest
            and answers.row_nonce = deselected.row_nonce

),

decided as (

    select
        selected.*,
        coalesce(
            reasons.verdict,
            case when selected.metric_type = 'nps' then 'counted' else 'companion' end
        ) as verdict
    from selected
    left join reasons
        on selected.reason = reasons.reason

),

ledger as (

    select
        -- which row
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
        {{ parse_text('comment') }} is not null as has_comment,

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

select * from ledger
