{{ config(enabled=is_enabled('qualtrics')) }}

with

csv_rows as (

    select * from {{ ref('stg_qualtrics__csv_rows') }}
    where row_kind = 'answer'

),

cells as (

    select * from {{ ref('stg_qualtrics__csv_cells') }}
    where row_kind = 'answer'

),

csv_columns as (

    select * from {{ ref('stg_qualtrics__csv_columns') }}

),

given as (

    select
        cells.source_system,
        cells.export_id,
        cells.version_key,
        cells.name,
        cells.cell,
        csv_columns.kind
    from cells
    inner join csv_columns
        on
            cells.source_system = csv_columns.source_system
            and cells.export_id = csv_columns.export_id
            and cells.name = csv_columns.name

),

scored as (

    select
        *,
        coalesce({{ qualtrics_choice_number('cell') }}, cell) as score
    from given
    where kind in ('nps', 'scale')

),

numeric_columns as (

    select distinct
        source_system,
        export_id,
        name
    from scored
    where {{ matches('score', '^(10|[0-9])$') }}

),

asked as (

    select csv_columns.*
    from csv_columns
    left join numeric_columns
        on
            csv_columns.source_system = numeric_columns.source_system
            and csv_columns.export_id = numeric_columns.export_id
            and csv_columns.name = numeric_columns.name
    where
        csv_columns.kind = 'nps'
        or (csv_columns.kind = 'scale' and numeric_columns.name is not null)

),

classes as (

    select
        *,
        {{ qualtrics_group('cell') }} as source_group
    from given
    where kind = 'class'

),

answered as (

    select
        csv_rows.source_system,
        csv_rows.export_id as survey_id,
        csv_rows.responseid as response_id,
        csv_rows.version_key,
        asked.loop_id,
        asked.question_id,
        asked.question_text,
        asked.kind = 'nps' as is_nps,
        scored.score,
        classes.source_group,
        csv_rows.enddate as responded_at,
        csv_rows.recordeddate as updated_at,
        cast(null as {{ dbt.type_string() }}) as loaded_at,
        cast(null as {{ dbt.type_string() }}) as deleted_at,
        csv_rows.status,
        csv_rows.finished,
        false as is_of_test_mail,
        csv_rows.distributionchannel as distribution_channel,
        csv_rows.userlanguage as user_language,
        csv_rows.recipientemail as recipient_email,
        csv_rows.externalreference as external_reference
    from csv_rows
    inner join asked
        on
            csv_rows.source_system = asked.source_system
            and csv_rows.export_id = asked.export_id
    left join scored
        on
            csv_rows.source_system = scored.source_system
            and csv_rows.version_key = scored.version_key
            and asked.name = scored.name
    left join classes
        on
            csv_rows.source_system = classes.source_system
            and csv_rows.version_key = classes.version_key
            and asked.class_name = classes.name
    -- Who left no answer may never have seen a loop.
    where scored.score is not null or asked.loop_id is null

)

select * from answered
