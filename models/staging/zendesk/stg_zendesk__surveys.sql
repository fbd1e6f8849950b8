{{ config(enabled=is_enabled('zendesk')) }}

with

connections as (

    select distinct source_system
    from {{ ref('nps', 'stg_zendesk__responses') }}

),

-- Good is favourable, bad is not, and nothing lies between.
declared as (

    select
        {{ survey_row({
            'survey_id': 'source_system',
            'metric_type': "'csat'",
            'scale_min': "'0'",
            'detractor_max': "'0'",
            'passive_max': "'1'",
            'scale_max': "'2'",
        }) }}
    from connections

)

select * from declared
