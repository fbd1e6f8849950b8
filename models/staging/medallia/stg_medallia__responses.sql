{{ config(enabled=is_enabled('medallia')) }}

{#- Fields that mean the same everywhere; all others are the company's own. #}
{%- set known = {
    'comment': 'e_comment', 'email': 'e_email', 'customer': 'a_customerid',
    'channel': 'a_survey_channel', 'unit': 'a_unit_identifier',
    'feedback_status': 'e_status', 'cycle': 'e_development_cycle_alt'} %}
{%- set is_nps = matches('field_id', '(^|_)e_nps$') %}
{%- set is_program = matches('field_id', '(^|_)survey_?program(_?id)?$') %}
{%- set is_personal = matches(
    'field_id', 'mail|phone|(first|last|full|sur|customer|contact)_?name') %}

with

feedback as (

    select * from {{ ref('stg_medallia__feedback') }}

),

cells as (

    select
        *,
        coalesce({{ is_nps }}, false) as is_nps,
        {{ is_program }} as is_program,
        field_id in (
            {% for field in known.values() -%}
                '{{ field }}'{{ ',' if not loop.last }}
            {% endfor %}
        ) as is_known
    from {{ ref('stg_medallia__cells') }}

),

units as (

    {{ platform_table('medallia', 'unit') }}

),

programs as (

    {{ platform_table('medallia', 'survey_program') }}

),

unit_names as (

    select
        source_system,
        identifier,
        max(name) as unit_name,
        max(city) as unit_city
    from units
    group by 1, 2

),

program_names as (

    select
        source_system,
        id,
        max(name) as program_name
    from programs
    group by 1, 2

),

-- An edited field may leave its former cell behind.
newest as (

    select
        *,
        row_number() over (
            partition by source_system, response_id, cells_key, field_id
            order by coalesce(loaded_at, '') desc, cell desc
        ) as place
    from cells
    where is_known or is_program

),

named as (

    select
        source_system,
        response_id,
        cells_key,
        {% for name, field in known.items() -%}
            max(case when field_id = '{{ field }}' then cell end) as {{ name }},
        {% endfor -%}
        max(case when is_program then cell end) as program_id
    from newest
    where place = 1
    group by 1, 2, 3

),

label_values as (

    select distinct
        source_system,
        response_id,
        cells_key,
        lower(field_id) as field_id,
        cell
    from cells
    where
        {{ matches('field_id', '^[ek]_') }}
        and not is_nps
        and not is_program
        and not is_known
        and not {{ is_personal }}
        and {{ is_label('cell') }}

),

-- A field may have several values.
label_texts as (

    select
        source_system,
        response_id,
        cells_key,
        field_id,
        {{ dbt.listagg('cell', "', '", 'order by cell') }} as label_text
    from label_values
    group by 1, 2, 3, 4

),

labels as (

    select
        source_system,
        response_id,
        cells_key,
        {{ json_object_of('field_id', 'label_text') }} as labels
    from label_texts
    group by 1, 2, 3

),

records as (

    select
        feedback.source_system,
        feedback.response_id,
        feedback.cells_key,
        feedback.e_responsedate,
        feedback.e_lastupdated,
        feedback.loaded_at,
        coalesce(named.program_id, feedback.source_system) as survey_id,
        {% for name in known -%}
            named.{{ name }},
        {% endfor -%}
        labels.labels,
        {{ json_text_object({
            'unit': 'named.unit',
            'unit_name': 'unit_names.unit_name',
            'unit_city': 'unit_names.unit_city',
            'survey_program': 'coalesce(program_names.program_name, named.program_id)',
        }) }} as places
    from feedback
    left join named
        on
            feedback.source_system = named.source_system
            and feedback.response_id = named.response_id
            and feedback.cells_key = named.cells_key
    left join labels
        on
            feedback.source_system = labels.source_system
            and feedback.response_id = labels.response_id
            and feedback.cells_key = labels.cells_key
    left join unit_names
        on
            feedback.source_system = unit_names.source_system
            and named.unit = unit_names.identifier
    left join program_names
        on
            feedback.source_system = program_names.source_system
            and named.program_id = program_names.id

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
    from cells
    where
        not is_known
        and not is_program
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
