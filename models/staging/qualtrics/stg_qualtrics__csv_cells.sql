{{ config(enabled=is_enabled('qualtrics'), materialized='table', schema='restricted') }}

with

csv_rows as (

    select * from {{ ref('nps', 'stg_qualtrics__csv_rows') }}

),

-- Versions of a response share their cells where these did not change.
contents as (

    select distinct
        source_system,
        export_id,
        row_kind,
        version_key,
        cells
    from csv_rows
    where row_kind is not null

),

cells as (

    select
        contents.source_system,
        contents.export_id,
        contents.row_kind,
        contents.version_key,
        members.name,
        {{ qualtrics_answer('members.value') }} as cell
    from contents
    {{ join_json_members('contents.cells', 'members') }}

)

select * from cells
