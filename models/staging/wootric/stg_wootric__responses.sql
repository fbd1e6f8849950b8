{{ config(enabled=is_enabled('wootric')) }}

with

responses as (

    {{ platform_table('wootric', 'responses') }}

),

end_users as (

    {{ platform_table('wootric', 'end_users') }}

),

-- Where the loader appends, an end user has several rows.
newest_first as (

    select
        *,
        row_number() over (
            partition by source_system, id
            order by coalesce(updated_at, '') desc, coalesce(email, '') desc
        ) as place
    from end_users

),

-- An email without @ is an id of the company's own.
people as (

    select
        source_system,
        id,
        case when email like '%@%' then email end as email,
        external_created_at
    from newest_first
    where place = 1

),

answered as (

    select
        responses.*,
        people.email,
        {{ json_attributes(json_value('responses.end_user', 'properties')) }} as properties,
        {{ json_text_object({'external_created_at': 'people.external_created_at'}) }} as since,
        {{ parse_boolean('responses.excluded_from_calculations') }} as is_excluded
    from responses
    left join people
        on
            responses.source_system = people.source_system
            and responses.end_user_id = people.id

),

-- The account says what its score measures, and no table says it: NPS, unless
-- nps_metric_map declares another. The survey of a response is one showing.
landed as (

    select
        {{ landing_row({
            'response_id': 'id',
            'survey_id': 'source_system',
            'score': 'score',
            'responded_at': 'created_at',
            'metric_type': "'nps'",
            'respondent_id': own_id('end_user_id'),
            'email': 'email',
            'invitation_id': 'survey_id',
            'comment': 'text',
            'tags': 'tags',
            'updated_at': 'coalesce(updated_at, created_at)',
            'loaded_at': 'coalesce(_sdc_received_at, _sdc_extracted_at)',
            'status': "case when is_excluded then 'excluded' end",
            'attributes': merged_attributes('properties', 'since'),
        }) }}
    from answered

)

select * from landed
