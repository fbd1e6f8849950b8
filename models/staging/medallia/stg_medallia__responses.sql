{{ config(enabled=is_enabled('medallia')) }}

with

records as (

    select * from {{ ref('nps', 'stg_medallia__records') }}

),

fields as (

    select * from {{ ref('nps', 'stg_medallia__fields') }}

),

answers as (

    select
        source_system,
        response_id,
        cells_key,
        field_id,
        cell,
        loaded_at,
        is_nps,
        {{ is_whole_to_ten('cell') }} as is_whole
    from fields
    where
        known_as is null
        and not {{ matches('field_id', '^a_') }}

),

-- Nothing says which fields a survey asks: those that anybody answered in it.
questions as (

    select distinct
        records.source_system,
        records.survey_id,
        answers.field_id,
        answers.is_nps
    from records
    inner join answers
        on
            records.source_system = answers.source_system
            and records.response_id = answers.response_id
            and records.cells_key = answers.cells_key
    where
        answers.is_nps
        or answers.is_whole

),

asked as (

    select
        records.*,
        questions.field_id,
        questions.is_nps,
        answers.cell,
        coalesce(answers.loaded_at, records.loaded_at) as answer_loaded_at,
        {{ merged_attributes('records.labels', 'records.places') }} as attributes,
        case
            when
                {{ matches('records.cycle', '^[0-9]+$') }} and records.cycle != '3'
                or {{ matches('lower(records.cycle)', 'test|dev') }}
                then 'test'
            when {{ matches('records.feedback_status', '^([2-9]|[0-9]{2,})$') }} then 'excluded'
            when lower(records.feedback_status) in ('excluded', 'autoexcluded') then 'excluded'
            when records.feedback_status not in ('0', '1') then records.feedback_status
        end as status
    from records
    inner join questions
        on
            records.source_system = questions.source_system
            and records.survey_id = questions.survey_id
    left join answers
        on
            records.source_system = answers.source_system
            and records.response_id = answers.response_id
            and records.cells_key = answers.cells_key
            and questions.field_id = answers.field_id

),

landed as (

    select
        {{ landing_row({
            'response_id': 'response_id',
            'survey_id': 'survey_id',
            'question_id': 'field_id',
            'score': 'cell',
            'responded_at': 'e_responsedate',
            'metric_type': "case when is_nps then 'nps' end",
            'needs_declaration': 'not is_nps',
            'respondent_id': 'customer',
            'email': 'email',
            'channel': 'channel',
            'comment': 'comment',
            'updated_at': 'coalesce(e_lastupdated, e_responsedate)',
            'loaded_at': 'answer_loaded_at',
            'status': 'status',
            'attributes': 'attributes',
            'question_text': 'field_id',
        }) }}
    from asked

)

select * from landed
