{{ config(enabled=is_enabled('medallia'), materialized='table', schema='restricted') }}

with

feedback as (

    select * from {{ ref('nps', 'stg_medallia__feedback') }}

),

answers as (

    {{ platform_table('medallia', 'feedback_answer') }}

),

-- Versions of a record share their cells where these did not change.
records as (

    select distinct
        source_system,
        response_id,
        cells_key,
        cells
    from feedback

),

members as (

    select
        records.source_system,
        records.response_id,
        records.cells_key,
        members.name as field_id,
        members.value as landed_value
    from records
    {{ join_json_members('records.cells', 'members') }}

),

opened as (

    select
        source_system,
        response_id,
        cells_key,
        field_id,
        coalesce({{ json_value('landed_value', 'values') }}, landed_value) as landed_value
    from members

),

united as (

    select
        source_system,
        response_id,
        cells_key,
        field_id,
        {{ json_list_text('landed_value') }} as cell,
        cast(null as {{ dbt.type_string() }}) as loaded_at
    from opened
    union all
    select
        records.source_system,
        records.response_id,
        records.cells_key,
        answers.question_id as field_id,
        answers.value as cell,
        answers._fivetran_synced as loaded_at
    from records
    inner join answers
        on
            records.source_system = answers.source_system
            and records.response_id = answers.feedback_id

),

cells as (

    select * from united
    where cell is not null

)

select * from cells
