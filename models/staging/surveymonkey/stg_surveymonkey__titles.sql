{{ config(enabled=is_enabled('surveymonkey')) }}

with

airbyte_surveys as (

    {{ platform_table('surveymonkey', 'surveys') }}

),

fivetran_surveys as (

    {{ platform_table('surveymonkey', 'survey_history') }}

),

landed_surveys as (

    select
        source_system,
        id,
        title,
        language
    from airbyte_surveys
    union all
    select
        source_system,
        id,
        title,
        language
    from fivetran_surveys
    where _fivetran_active is null or {{ parse_boolean('_fivetran_active') }}

),

surveys as (

    select
        source_system,
        id,
        max(title) as title,
        max(language) as survey_language
    from landed_surveys
    group by 1, 2

)

select * from surveys
