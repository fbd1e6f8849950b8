{{ config(enabled=is_enabled('hubspot')) }}

with

submissions as (

    select * from {{ ref('nps', 'stg_hubspot__submissions') }}

),

-- A custom survey has its answers in custom properties and no value of its own.
ratings as (

    select
        *,
        -- Properties that cannot be read say nothing: a row that nobody can place.
        case when hs_survey_type is null and hs_value is not null then 'hs_value' end
            as question_id,
        hs_value as score,
        lower(hs_survey_type) as metric_type
    from submissions
    where coalesce(lower(hs_survey_type), '') != 'custom' or hs_value is not null

),

-- A number of at most three digits may be an answer, also one off its scale.
custom_answers as (

    select
        submissions.*,
        answers.name as question_id,
        answers.value as score,
        cast(null as {{ dbt.type_string() }}) as metric_type
    from submissions
    {{ join_json_members('submissions.custom_properties', 'answers') }}
    where {{ matches('answers.value', '^-?[0-9]{1,3}([.][0-9]+)?$') }}

),

answered as (

    select * from ratings
    union all
    select * from custom_answers

),

timed as (

    select
        *,
        coalesce({{ raw_time('hs_submission_timestamp') }}, created_at) as responded_at,
        {{ merged_attributes('custom_properties', json_text_object({
            'survey_name': 'hs_survey_name',
            'knowledge_article_id': 'hs_knowledge_article_id',
        })) }} as attributes
    from answered

),

landed as (

    select
        {{ landing_row({
            'response_id': 'id',
            'survey_id': 'hs_survey_id',
            'question_id': 'question_id',
            'question_text': 'question_id',
            'score': 'score',
            'responded_at': 'responded_at',
            'metric_type': 'metric_type',
            'needs_declaration': 'question_id is not null',
            'respondent_id': own_id('hs_contact_id'),
            'email': 'hs_contact_email_rollup',
            'channel': 'hs_survey_channel',
            'comment': 'hs_content',
            'source_group': 'case when question_id is null then hs_response_group end',
            'updated_at': 'coalesce(updated_at, responded_at)',
            'loaded_at': 'loaded_at',
            'deleted_at': 'archived_at',
            'attributes': 'attributes',
        }) }}
    from timed

)

select * from landed
