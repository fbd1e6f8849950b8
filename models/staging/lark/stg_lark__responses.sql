{{ config(enabled=is_enabled('lark')) }}

{#- What a field of such a name holds is that column. #}
{%- set named = ['respondent_id', 'account_id', 'email', 'comment', 'feedback', 'responded_at'] %}
{%- set personal = ['name', 'full_name', 'first_name', 'last_name', 'phone'] %}

with

records as (

    {{ platform_table('lark', 'records') }}

),

cells as (

    select
        *,
        field_key in (
            {% for name in named -%}
                '{{ name }}'{{ ',' if not loop.last }}
            {% endfor %}
        ) as is_named,
        field_key in (
            {% for name in personal -%}
                '{{ name }}'{{ ',' if not loop.last }}
            {% endfor %}
        ) as is_personal
    from {{ ref('nps', 'stg_lark__cells') }}

),

-- A new table comes with empty rows, in which formulas may say something.
filled as (

    select
        source_system,
        survey_id,
        fields_key,
        {% for name in named -%}
            max(case when field_key = '{{ name }}' then cell end) as {{ name }},
        {% endfor -%}
        count(case when not is_computed then 1 end) as filled_count
    from cells
    group by 1, 2, 3

),

label_values as (

    select
        source_system,
        survey_id,
        fields_key,
        lower({{ trimmed('field_name') }}) as label_name,
        max(cell) as label_text
    from cells
    where
        not is_named
        and not is_personal
        and {{ is_label('cell') }}
    group by 1, 2, 3, 4

),

labels as (

    select
        source_system,
        survey_id,
        fields_key,
        {{ json_object_of('label_name', 'label_text') }} as labels
    from label_values
    group by 1, 2, 3

),

-- Nothing says which fields are questions: those that anybody filled with a
-- whole number from 0 to 10.
questions as (

    select distinct
        source_system,
        survey_id,
        field_name
    from cells
    where
        not is_named
        and {{ is_whole_to_ten('cell') }}

),

keyed as (

    select
        *,
        coalesce(table_id, source_system) as survey_id,
        {{ hashed(['fields']) }} as fields_key
    from records

),

asked as (

    select
        keyed.source_system,
        keyed.record_id,
        keyed.survey_id,
        keyed.created_time,
        keyed.last_modified_time,
        filled.respondent_id,
        filled.account_id,
        filled.email,
        coalesce(filled.comment, filled.feedback) as comment,
        coalesce({{ raw_time('filled.responded_at') }}, keyed.created_time) as responded_at,
        labels.labels,
        questions.field_name,
        cells.cell
    from keyed
    inner join filled
        on
            keyed.source_system = filled.source_system
            and keyed.survey_id = filled.survey_id
            and keyed.fields_key = filled.fields_key
            and filled.filled_count > 0
    inner join questions
        on
            keyed.source_system = questions.source_system
            and keyed.survey_id = questions.survey_id
    left join cells
        on
            keyed.source_system = cells.source_system
            and keyed.survey_id = cells.survey_id
            and keyed.fields_key = cells.fields_key
            and questions.field_name = cells.field_name
    left join labels
        on
            keyed.source_system = labels.source_system
            and keyed.survey_id = labels.survey_id
            and keyed.fields_key = labels.fields_key

),

landed as (

    select
        {{ landing_row({
            'response_id': 'record_id',
            'survey_id': 'survey_id',
            'question_id': 'field_name',
            'score': 'cell',
            'responded_at': 'responded_at',
            'needs_declaration': 'true',
            'respondent_id': 'respondent_id',
            'account_id': 'account_id',
            'email': 'email',
            'comment': 'comment',
            'updated_at': 'coalesce(last_modified_time, created_time)',
            'attributes': 'labels',
            'question_text': 'field_name',
        }) }}
    from asked

)

select * from landed
