{{ config(enabled=is_enabled('qualtrics')) }}

with

answers as (

    select * from {{ ref('nps', 'stg_qualtrics__fivetran_answers') }}
    union all
    select * from {{ ref('nps', 'stg_qualtrics__csv_answers') }}

),

comments as (

    select * from {{ ref('nps', 'stg_qualtrics__comments') }}

),

attributes as (

    select * from {{ ref('nps', 'stg_qualtrics__attributes') }}

),

-- What was said in a loop is about it; what was said outside is about everything.
described as (

    select
        answers.*,
        coalesce(of_loop.comment, of_response.comment) as comment,
        attributes.attributes
    from answers
    left join comments as of_loop
        on
            answers.source_system = of_loop.source_system
            and answers.version_key = of_loop.version_key
            and answers.loop_id = of_loop.loop_id
    left join comments as of_response
        on
            answers.source_system = of_response.source_system
            and answers.version_key = of_response.version_key
            and of_response.loop_id = ''
    left join attributes
        on
            answers.source_system = attributes.source_system
            and answers.version_key = attributes.version_key

),

-- A status is the sum of its marks, or words: 9 is spam given in a preview.
marked as (

    select
        *,
        lower(status) as status_label,
        lower(distribution_channel) as sent_by,
        {{ cast_or_null('status', 'integer') }} as status_code
    from described

),

judged as (

    select
        *,
        case
            when mod(status_code, 2) = 1 or status_label like '%preview%' or sent_by = 'preview'
                then 'preview'
            when
                mod(status_code, 4) >= 2
                or status_label like '%test%'
                or sent_by = 'test'
                or is_of_test_mail
                then 'test'
            when mod(status_code, 16) >= 8 or status_label like '%spam%' then 'spam'
            when lower(finished) in ('0', 'false') then 'partial'
        end as standing
    from marked

),

landed as (

    select
        {{ landing_row({
            'response_id': "response_id || coalesce('/' || loop_id, '')",
            'survey_id': 'survey_id',
            'question_id': 'question_id',
            'score': 'score',
            'responded_at': 'responded_at',
            'metric_type': "case when is_nps then 'nps' end",
            'needs_declaration': 'not is_nps',
            'respondent_id': 'external_reference',
            'email': 'recipient_email',
            'channel': 'distribution_channel',
            'language': 'user_language',
            'comment': 'comment',
            'source_group': 'source_group',
            'updated_at': 'coalesce(updated_at, responded_at)',
            'loaded_at': 'loaded_at',
            'deleted_at': 'deleted_at',
            'status': 'standing',
            'question_text': 'question_text',
            'attributes': 'attributes',
        }) }}
    from judged

)

select * from landed
