{{ config(enabled=is_enabled('surveymonkey')) }}

with

airbyte_collectors as (

    {{ platform_table('surveymonkey', 'survey_collectors') }}

),

fivetran_collectors as (

    {{ platform_table('surveymonkey', 'collector') }}

),

landed_collectors as (

    select
        source_system,
        id,
        type
    from airbyte_collectors
    union all
    select
        source_system,
        id,
        type
    from fivetran_collectors

),

collectors as (

    select
        source_system,
        id,
        max(type) as collector_type
    from landed_collectors
    group by 1, 2

)

select * from collectors
