{{ config(enabled=is_enabled('intercom')) }}

with

conversations_of_fivetran as (

    {{ platform_table('intercom', 'conversation_history') }}

),

conversations_of_airbyte as (

    {{ platform_table('intercom', 'conversations') }}

),

contacts as (

    select * from {{ ref('nps', 'stg_intercom__contacts') }}

),

unpacked as (

    select
        *,
        {{ json_value('conversation_rating', 'rating') }} as rating,
        {{ json_value('conversation_rating', 'remark') }} as remark,
        {{ json_value('conversation_rating', 'created_at') }} as asked_at,
        coalesce(
            {{ json_value('conversation_rating', ['contact', 'id']) }},
            {{ json_value('conversation_rating', ['customer', 'id']) }}
        ) as contact_id,
        {{ json_value('conversation_rating', ['teammate', 'id']) }} as teammate_id,
        {{ json_value('source', 'type') }} as source_type,
        {{ json_value('source', 'delivered_as') }} as delivered_as,
        {{ json_value('source', ['author', 'id']) }} as author_id,
        {{ json_value('source', ['author', 'type']) }} as author_type,
        {{ json_attributes('custom_attributes') }} as custom_values
    from conversations_of_airbyte

),

conversations as (

    select
        source_system,
        id,
        updated_at,
        conversation_rating_value as rating,
        conversation_rating_remark as remark,
        conversation_rating_created_at as asked_at,
        conversation_rating_contact_id as contact_id,
        conversation_rating_teammate_id as teammate_id,
        company_id,
        team_assignee_id as team_id,
        source_type,
        source_delivered_as as delivered_as,
        source_author_id as author_id,
        source_author_type as author_type,
        cast(null as {{ dbt.type_string() }}) as custom_values,
        _fivetran_synced as loaded_at
    from conversations_of_fivetran
    union all
    select
        source_system,
        id,
        updated_at,
        rating,
        remark,
        {{ raw_time('asked_at') }} as asked_at,
        contact_id,
        teammate_id,
        cast(null as {{ dbt.type_string() }}) as company_id,
        team_assignee_id as team_id,
        source_type,
        delivered_as,
        author_id,
        author_type,
        custom_values,
        _airbyte_extracted_at as loaded_at
    from unpacked

),

-- A conversation whose rating was never asked for is no response. Who rated is
-- not always said: then it is who wrote first, unless that was a teammate.
asked as (

    select
        source_system,
        id,
        updated_at,
        rating,
        remark,
        asked_at,
        company_id,
        source_type,
        loaded_at,
        coalesce(
            contact_id, case when author_type in ('user', 'lead', 'contact') then author_id end
        ) as contact_id,
        {{ json_text_object({
            'delivered_as': 'delivered_as',
            'teammate_id': 'teammate_id',
            'team_id': 'team_id',
        }) }} as known_values,
        custom_values
    from conversations
    where coalesce(rating, asked_at, remark) is not null

),

rated as (

    select
        asked.*,
        contacts.email,
        contacts.country,
        {{ merged_attributes('custom_values', 'known_values') }} as properties
    from asked
    left join contacts
        on
            asked.source_system = contacts.source_system
            and asked.contact_id = contacts.contact_id

),

-- Intercom says when a rating was asked for and not when it was given. That is
-- kept for both: the time of the conversation moves with each later message.
landed as (

    select
        {{ landing_row({
            'response_id': 'id',
            'survey_id': 'source_system',
            'score': 'rating',
            'responded_at': 'asked_at',
            'metric_type': "'csat'",
            'respondent_id': own_id('contact_id'),
            'account_id': 'company_id',
            'email': 'email',
            'channel': 'source_type',
            'country': 'country',
            'comment': 'remark',
            'sent_at': 'asked_at',
            'updated_at': 'updated_at',
            'loaded_at': 'loaded_at',
            'status': "case when rating is null then 'offered' end",
            'attributes': 'properties',
        }) }}
    from rated

)

select * from landed
