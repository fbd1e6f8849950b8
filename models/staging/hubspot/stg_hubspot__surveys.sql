{{ config(enabled=is_enabled('hubspot'), materialized='table') }}

with

submissions as (

    select * from {{ ref('nps', 'stg_hubspot__submissions') }}

),

-- CSAT is answered with three faces, 0 to 2; a higher answer is on no such scale.
csat_surveys as (

    select
        source_system,
        hs_survey_id as survey_id,
        max(hs_survey_name) as survey_name
    from submissions
    where lower(hs_survey_type) = 'csat' and hs_survey_id is not null
    group by 1, 2
    having
        max(case
            when {{ matches(trimmed('hs_value'), '^0*([3-9]|[1-9][0-9]+)([.]0*)?$') }} then 1
            else 0
        end) = 0

),

surveys as (

    select
        {{ survey_row({
            'survey_id': 'survey_id',
            'metric_type': "'csat'",
            'scale_min': "'0'",
            'detractor_max': "'0'",
            'passive_max': "'1'",
            'scale_max': "'2'",
            'name': 'survey_name',
        }) }}
    from csat_surveys

)

select * from surveys
