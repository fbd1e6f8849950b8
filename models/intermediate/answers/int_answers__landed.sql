{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='sync_all_columns',
    post_hook="{{ delete_withdrawn_rows(this) }}"
) }}

with

answers as (

    select * from {{ ref('int_answers__scored') }}

),

statuses as (

    select * from {{ ref('nps_verdict_reasons') }}
    where is_status

),

judged as (

    select
        answers.*,
        coalesce(answers.status = {{ usual_status() }}, false) as is_complete,
        {{ rare_text('deleted_at', 'answers.') }} is not null
        and {{ is_seen('answers.deleted_at') }} as is_tombstone,
        -- The first match is the problem: the order is a promise.
        case
            when answers.malformed_line is not null then 'malformed_line'
            when answers.response_id is null then 'missing_response_id'
            when answers.survey_id is null then 'missing_survey_id'
            when answers.responded_at is null
                then case
                    when {{ rare_text('responded_at', 'answers.') }} is null
                        then 'missing_responded_at'
                    else 'unparseable_responded_at'
                end
            when answers.is_test then 'test'
            when statuses.reason is not null then statuses.reason
            when not {{ is_plausible_time('answers.responded_at', 'answers.loaded_at') }}
                then 'implausible_responded_at'
            when answers.scale_min is null then 'unknown_metric_type'
            when answers.score_problem is not null then answers.score_problem
        end as own_problem
    from answers
    left join statuses
        on answers.status = statuses.reason

),

landed as (

    select
        -- which row
        load_number,
        {{ row_digest(['source_system', 'survey_id', 'question_id', 'response_id']) }}
            as key_digest,
        {{ row_nonce() }} as row_nonce,
        coalesce(
            content_digest,
            case when is_tombstone or is_person_erased then {{ content_digest() }} end
        ) as content_digest,

        -- ids
        source_system,
        survey_id,
        response_id,
        question_id,
        {% for column in [
            'respondent_id', 'account_id', 'email', 'campaign_id', 'invitation_id'] -%}
            {{ unless_erased(column) }} as {{ column }},
        {% endfor %}

        -- what was asked and answered
        scale_key,
        -- Of an erased person not even this is written.
        case when not is_person_erased and not is_tombstone then rule_key end as rule_key,
        landed_metric_type,
        {% for column in [
            'score', 'score_raw', 'source_group', 'landed_touchpoint', 'channel', 'country', 'language',
            'comment', 'tags', 'weight_raw', 'attributes']
            + stored_segments() -%}
            {{ unless_erased(column) }} as {{ column }},
        {% endfor %}
        not is_person_erased and not is_tombstone and {{ is_written('comment') }} as has_comment,
        not is_person_erased
        and not is_tombstone
        and coalesce(respondent_id, email) is not null as has_respondent,

        -- what it is
        is_complete,
        malformed_line,
        case when is_tombstone then {{ rare_texts_of_deletion() }} else rare_texts end
            as rare_texts,
        own_problem,
        {{ is_seen('responded_at') }}
        and {{ is_seen('updated_at') }}
        and {{ is_seen('loaded_at') }} as is_seen,
        is_tombstone,
        is_person_erased,

        -- when
        responded_at,
        {{ utc_to_local_date('responded_at', setting('nps_time_zone')) }} as response_date,
        sent_at,
        updated_at,
        loaded_at
    from judged

)

select * from landed
