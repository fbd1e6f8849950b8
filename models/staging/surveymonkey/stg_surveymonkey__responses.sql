{{ config(enabled=is_enabled('surveymonkey')) }}

with

landings as (

    select * from {{ ref('nps', 'stg_surveymonkey__landings') }}

),

questions as (

    select * from {{ ref('nps', 'stg_surveymonkey__questions') }}
    where kind != 'comment'

),

answers as (

    select * from {{ ref('nps', 'stg_surveymonkey__answers') }}

),

-- Every question of the survey, so that one without an answer is seen to be.
asked as (

    select
        landings.*,
        coalesce({{ utc_to_text('landings.ended') }}, landings.started_at) as responded_at,
        questions.part_id,
        questions.kind,
        questions.question_text,
        answers.score,
        answers.source_group,
        verbatims.answer_text as comment,
        {{ merged_attributes('landings.link_attributes', 'landings.other_attributes') }}
            as attributes
    from landings
    inner join questions
        on
            landings.source_system = questions.source_system
            and landings.survey_id = questions.survey_id
    left join answers
        on
            landings.source_system = answers.source_system
            and landings.response_id = answers.response_id
            and landings.answers_key = answers.answers_key
            and questions.part_id = answers.part_id
    left join answers as verbatims
        on
            landings.source_system = verbatims.source_system
            and landings.response_id = verbatims.response_id
            and landings.answers_key = verbatims.answers_key
            and verbatims.kind = 'comment'
            and verbatims.place = 1
    where questions.is_asked or answers.part_id is not null

),

landed as (

    select
        {{ landing_row({
            'response_id': 'response_id',
            'survey_id': 'survey_id',
            'question_id': 'part_id',
            'score': 'score',
            'responded_at': 'responded_at',
            'metric_type': "case when kind = 'nps' then 'nps' end",
            'email': "coalesce(email, " ~ json_value('contact', ['email', 'value']) ~ ')',
            'channel': 'collector_type',
            'language': 'answered_language',
            'campaign_id': 'collector_id',
            'invitation_id': "nullif(recipient_id, '0')",
            'comment': 'comment',
            'source_group': 'source_group',
            'updated_at': 'coalesce(updated_at, responded_at)',
            'loaded_at': 'loaded_at',
            'deleted_at': 'deleted_at',
            'status': "case when collection_mode in ('preview', 'survey_preview') then 'preview'"
                ~ " else response_status end",
            'attributes': 'attributes',
            'question_text': 'question_text',
            'needs_declaration': "kind != 'nps'",
        }) }}
    from asked

)

select * from landed
