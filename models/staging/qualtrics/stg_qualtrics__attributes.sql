{{ config(enabled=is_enabled('qualtrics')) }}

with

csv_columns as (

    select * from {{ ref('nps', 'stg_qualtrics__csv_columns') }}
    where kind = 'attribute'

),

csv_cells as (

    select * from {{ ref('nps', 'stg_qualtrics__csv_cells') }}
    where row_kind = 'answer'

),

embedded_data as (

    {{ platform_table('qualtrics', 'survey_embedded_data') }}

),

fields as (

    select
        csv_cells.source_system,
        csv_cells.version_key,
        lower({{ trimmed('csv_columns.stable_id') }}) as field_name,
        max(csv_cells.cell) as field_value
    from csv_cells
    inner join csv_columns
        on
            csv_cells.source_system = csv_columns.source_system
            and csv_cells.export_id = csv_columns.export_id
            and csv_cells.name = csv_columns.name
    where csv_cells.cell is not null
    group by 1, 2, 3
    union all
    select
        source_system,
        response_id as version_key,
        lower({{ trimmed('key') }}) as field_name,
        max(value) as field_value
    from embedded_data
    where
        value is not null
        and not {{ qualtrics_names_a_person('key') }}
    group by 1, 2, 3

),

attributes as (

    select
        source_system,
        version_key,
        {{ json_object_of('field_name', 'field_value') }} as attributes
    from fields
    group by 1, 2

)

select * from attributes
