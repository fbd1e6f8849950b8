with

responses as (

    select * from {{ ref('stg_generic__responses') }}

),

answers as (

    select
        load_key,

        -- ids
        'generic' as source_system,
        {{ parse_text('survey_id') }} as survey_id,
        {{ parse_text('response_id') }} as response_id,
        {{ parse_text('question_id') }} as question_id,
        {{ parse_text('respondent_id') }} as respondent_id,
        {{ parse_text('account_id') }} as account_id,
        lower({{ parse_text('email') }}) as email,
        {{ parse_text('campaign_id') }} as campaign_id,
        {{ parse_text('invitation_id') }} as invitation_id,

        -- what was asked and answered
        lower({{ parse_text('metric_type') }}) as metric_type,
        score as score_raw,
        {{ parse_text('touchpoint') }} as touchpoint,
        {{ parse_text('channel') }} as channel,
        {{ parse_text('country') }} as country,
        {{ parse_text('language') }} as language,
        comment,
        {{ parse_text('tags') }} as tags,
        weight as weight_raw,
        {{ segment_columns() }}
        attributes,

        -- what it is
        lower({{ parse_text('status') }}) as status,
        is_test as is_test_raw,
        {{ parse_boolean('is_test') }} as is_test,
        malformed_line,

        -- when
        {{ time_columns('responded_at', 'responded_at') }},
        {{ time_columns('sent_at', 'sent_at') }},
        {{ time_columns('updated_at', 'updated_at') }},
        {{ time_columns('loaded_at', 'loaded_at') }},
        deleted_at as deleted_at_raw,
        {{ parse_timestamp('deleted_at') }} as deleted_at

    from responses

)

select * from answers
