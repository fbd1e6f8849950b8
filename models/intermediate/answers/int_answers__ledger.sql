with

judged as (

    select * from {{ ref('nps', 'int_answers__judged') }}

),

deselected as (

    select * from {{ ref('nps', 'int_answers__deselected') }}

),

reasons as (

    select * from {{ ref('nps', 'nps_verdict_reasons') }}

),

linked as (

    select * from {{ ref('nps', 'int_people__linked') }}

),

spellings as (

    select * from {{ ref('nps', 'int_answers__spellings') }}

),

selected as (

    select
        judged.*,
        {{ respondent('judged.') }} as respondent,
        {% for name in merged_segments() -%}
            spellings_{{ segment_number(name) }}.spelling as spelling_{{ segment_number(name) }},
        {% endfor -%}
        coalesce(
            judged.reason_before_selection,
            case when deselected.key_digest is not null then 'selection_policy' end
        ) as reason
    from judged
    left join deselected
        on
            judged.key_digest = deselected.key_digest
            and judged.row_nonce = deselected.row_nonce
    left join linked
        on judged.respondent_id = linked.respondent_id
    {% for name in merged_segments() -%}
        {%- set spelled = 'spellings_' ~ segment_number(name) -%}
        left join spellings as {{ spelled }}
            on
                {{ spelled }}.segment_number = {{ segment_number(name) }}
                and {{ spelled }}.segment_value = {{ segment_value(name, 'judged.') }}
    {% endfor %}

),

decided as (

    select
        selected.*,
        coalesce(
            reasons.verdict,
            case when selected.metric_type = 'nps' then 'counted' else 'companion' end
        ) as verdict,
        case when selected.reason is null then cast(selected.score_number as integer) end as score
    from selected
    left join reasons
        on selected.reason = reasons.reason

),

categorised as (

    select
        *,
        {{ nps_category(
            'score', 'scale_min', 'detractor_max', 'passive_max', 'scale_max', 'score_direction') }}
            as category
    from decided

),

ledger as (

    select
        -- which row
        load_number,
        key_digest,
        row_nonce,
        version_rank,
        answer_changed_in,

        -- ids
        {{ answer_key() }} as response_key,
        source_system,
        {{ without_address('program') }} as program,
        {{ without_address('survey_id') }} as survey_id,
        response_id,
        question_id,
        {{ private_key('respondent', 'respondent') }} as respondent_key,
        {{ private_key('account', 'coalesce(ruled_account_id, account_id)') }} as account_key,
        {{ shown_segment('campaign_id') }} as campaign_id,
        invitation_id,

        -- the verdict
        verdict,
        reason,
        is_another_answer,
        is_seen,
        is_employee,

        -- what was asked and answered
        metric_type,
        declaration_key,
        case when not is_erased then score_raw end as score_raw,
        score,
        case when metric_type in ('nps', 'enps') then category end as nps_category,
        case when metric_type in ('csat', 'ces') then category = 'promoter' end as is_favourable,
        case when reason is null then source_group end as source_group,
        weight,
        weight is null as is_weight_invalid,

        -- who and where
        coalesce({{ without_address('touchpoint') }}, '(unknown)') as touchpoint,
        {{ without_address(shown_segment('channel')) }} as channel,
        {{ without_address(shown_segment('country')) }} as country,
        {{ without_address(shown_segment('language')) }} as language,
        {% for name in setting('nps_segments') -%}
            coalesce({{ without_address(shown_segment(name)) }}, '(unknown)')
                as segment_{{ loop.index }},
        {% endfor %}
        has_comment,
        reason is not null or not has_respondent as is_anonymous,

        -- identifiers and free text, of answers that count
        case when reason is null then respondent_id end as respondent_id,
        case when reason is null then coalesce(ruled_account_id, account_id) end as account_id,
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
    from categorised

)

select * from ledger
