{{ config(enabled=is_enabled('qualtrics')) }}

with

csv_columns as (

    select * from {{ ref('nps', 'stg_qualtrics__csv_columns') }}
    where kind = 'text'

),

csv_cells as (

    select * from {{ ref('nps', 'stg_qualtrics__csv_cells') }}
    where row_kind = 'answer'

),

fivetran_cells as (

    select * from {{ ref('nps', 'stg_qualtrics__fivetran_cells') }}
    where kind = 'text'

),

written as (

    select
        csv_cells.source_system,
        csv_cells.version_key,
        csv_columns.loop_id,
        csv_columns.question_id,
        csv_columns.question_text,
        csv_cells.cell as comment
    from csv_cells
    inner join csv_columns
        on
            csv_cells.source_system = csv_columns.source_system
            and csv_cells.export_id = csv_columns.export_id
            and csv_cells.name = csv_columns.name
    union all
    select
        source_system,
        response_id as version_key,
        loop_id,
        question_id,
        question_text,
        case when {{ trimmed('words') }} != '' then words else code end as comment
    from fivetran_cells

),

ranked as (

    select
        source_system,
        version_key,
        coalesce(loop_id, '') as loop_id,
        comment,
        row_number() over (
            partition by source_system, version_key, loop_id
            order by length(question_id), question_id, comment
        ) as place
    from written
    where {{ qualtrics_is_comment('comment', 'question_text') }}

),

comments as (

    select * from ranked
    where place = 1

)

select * from comments
