{{ config(enabled=is_enabled('hubspot')) }}

{%- set without = '^(hs_|hubspot_)|' ~ personal_properties() %}

with

submissions as (

    {{ platform_table('hubspot', 'feedback_submissions') }}

),

named as (

    select
        source_system,
        id,
        {% for name in [
            'hs_survey_id', 'hs_survey_name', 'hs_survey_type', 'hs_survey_channel',
            'hs_value', 'hs_response_group', 'hs_content', 'hs_submission_timestamp',
            'hs_contact_id', 'hs_contact_email_rollup', 'hs_knowledge_article_id'] -%}
            coalesce(
                {{ json_value('properties', name) }},
                {{ json_value('other_columns', 'properties_' ~ name) }}
            ) as {{ name }},
        {% endfor -%}
        coalesce(
            {{ json_attributes('properties', without=without) }},
            {{ json_attributes('other_columns', prefix='properties_', without=without) }}
        ) as custom_properties,
        createdat as created_at,
        updatedat as updated_at,
        case when lower(archived) in ('true', '1') then coalesce(archivedat, updatedat) end
            as archived_at,
        _airbyte_extracted_at as loaded_at
    from submissions

)

select * from named
