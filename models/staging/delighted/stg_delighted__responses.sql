{{ config(enabled=is_enabled('delighted')) }}

with

responses as (

    {{ platform_table('delighted', 'survey_responses') }}

),

people as (

    {{ platform_table('delighted', 'people') }}

),

-- Where the loader appends, a person has several rows.
newest_first as (

    select
        *,
        row_number() over (
            partition by source_system, id
            order by
                coalesce(_airbyte_extracted_at, _sdc_extracted_at, '') desc,
                coalesce(email, '') desc
        ) as place
    from people

),

addresses as (

    select
        source_system,
        id,
        email
    from newest_first
    where place = 1

),

answered as (

    select
        responses.*,
        addresses.email,
        {{ json_attributes('responses.person_properties') }} as properties
    from responses
    left join addresses
        on
            responses.source_system = addresses.source_system
            and responses.person = addresses.id

),

landed as (

    select
        {{ landing_row({
            'response_id': 'id',
            'survey_id': 'source_system',
            'score': 'score',
            'responded_at': 'created_at',
            'metric_type': "coalesce(survey_type, 'nps')",
            'respondent_id': own_id('person'),
            'email': 'email',
            'channel': json_value('properties', 'delighted source'),
            'comment': 'comment',
            'tags': 'tags',
            'updated_at': 'coalesce(updated_at, created_at)',
            'loaded_at': 'coalesce(_airbyte_extracted_at, _sdc_extracted_at)',
            'attributes': 'properties',
        }) }}
    from answered

)

select * from landed
