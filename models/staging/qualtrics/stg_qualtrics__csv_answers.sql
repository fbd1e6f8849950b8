{{ config(enabled=is_enabled('qualtrics')) }}

with

csv_rows as (

    select * from {{ ref('nps', 'stg_qualtrics__csv_rows') }}
    where row_kind = 'answer'

),

cells as (

    select * from {{ ref('nps', 'stg_qualtrics__csv_cells') }}
    where row_kind = 'answer'

),

csv_columns as (

    select * from {{ ref('nps', 'stg_qualtrics__csv_columns') }}

),

given as (

    select
        cells.source_system,
        cells.export_id,
        cells.version_key,
        csv_columns.kind,
        csv_columns.own_name,
        csv_columns.asked_id,
        {{ time_in_utc('cells.cell', 'csv_columns.time_zone') }} as cell
    from cells
    inner join csv_columns
        on
            cells.source_system = csv_columns.source_system
            and cells.export_id = csv_columns.export_id
            and cells.name = csv_columns.name

),

records as (

    select
        {% for name in qualtrics_own_columns() -%}
            max(case when own_name = '{{ name }}' then cell end) as {{ name }},
        {% endfor -%}
        source_system,
        version_key
    from given
    where kind = 'own'
    group by source_system, version_key  -- noqa: AM06

),

-- Files that name a question otherwise have each a column for it.
answers as (

    select
        source_system,
        export_id,
        version_key,
        asked_id,
        max(case
            when kind != 'class' then coalesce({{ qualtrics_choice_number('cell') }}, cell)
        end) as score,
        max(case when kind = 'class' then {{ qualtrics_group('cell') }} end) as source_group
    from given
    where kind in ('nps', 'scale', 'class')
    group by 1, 2, 3, 4

),

questions as (

    select
        source_system,
        export_id,
        asked_id,
        max(loop_id) as loop_id,
        max(question_id) as question_id,
        max(question_text) as question_text,
        max(case when kind = 'nps' then 1 else 0 end) = 1 as is_nps
    from csv_columns
    where kind in ('nps', 'scale')
    group by 1, 2, 3

),

numeric_questions as (

    select distinct
        source_system,
        export_id,
        asked_id
    from answers
    where {{ matches('score', '^(10|[0-9])$') }}

),

asked as (

    select questions.*
    from questions
    left join numeric_questions
        on
            questions.source_system = numeric_questions.source_system
            and questions.export_id = numeric_questions.export_id
            and questions.asked_id = numeric_questions.asked_id
    where
        questions.is_nps
        or numeric_questions.asked_id is not null

),

answered as (

    select
        csv_rows.source_system,
        csv_rows.export_id as survey_id,
        records.responseid as response_id,
        csv_rows.version_key,
        asked.loop_id,
        asked.question_id,
        asked.question_text,
        asked.is_nps,
        answers.score,
        answers.source_group,
        records.enddate as responded_at,
        records.recordeddate as updated_at,
        cast(null as {{ dbt.type_string() }}) as loaded_at,
        cast(null as {{ dbt.type_string() }}) as deleted_at,
        records.status,
        records.finished,
        false as is_of_test_mail,
        records.distributionchannel as distribution_channel,
        records.userlanguage as user_language,
        records.recipientemail as recipient_email,
        records.externalreference as external_reference
    from csv_rows
    inner join records
        on
            csv_rows.source_system = records.source_system
            and csv_rows.version_key = records.version_key
    inner join asked
        on
            csv_rows.source_system = asked.source_system
            and csv_rows.export_id = asked.export_id
    left join answers
        on
            csv_rows.source_system = answers.source_system
            and csv_rows.version_key = answers.version_key
            and asked.asked_id = answers.asked_id
    -- Who left no answer may never have seen a loop.
    where answers.score is not null or asked.loop_id is null

)

select * from answered
