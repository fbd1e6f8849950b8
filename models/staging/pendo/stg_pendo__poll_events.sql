{{ config(enabled=is_enabled('pendo')) }}

with

fivetran_events as (

    {{ platform_table('pendo', 'poll_event') }}

),

singer_events as (

    {{ platform_table('pendo', 'poll_events') }}

),

polls as (

    {{ platform_table('pendo', 'poll') }}

),

poll_types as (

    select
        source_system,
        id,
        max(lower(attribute_type)) as poll_type,
        max(attribute_follow_up) as follow_up_poll_id,
        max(question) as question
    from polls
    group by 1, 2

),

follow_up_polls as (

    select distinct
        source_system,
        follow_up_poll_id as id
    from poll_types
    where follow_up_poll_id is not null

),

events as (

    select
        source_system,
        visitor_id,
        account_id,
        guide_id,
        poll_id,
        poll_response,
        app_id,
        country,
        region,
        timestamp as answered_at,
        _fivetran_synced as loaded_at
    from fivetran_events
    union all
    select
        source_system,
        visitor_id,
        account_id,
        guide_id,
        poll_id,
        poll_response,
        -- Singer says that an id is any number: 5.0
        replace(app_id, '.0', '') as app_id,
        country,
        region,
        browser_time as answered_at,
        coalesce(_sdc_received_at, _sdc_extracted_at) as loaded_at
    from singer_events

),

-- An event has no id: who answered what, and when, is one.
described as (

    select
        events.*,
        {{ hashed([
            'events.visitor_id', 'events.account_id', 'events.poll_id',
            parse_timestamp('events.answered_at', 'UTC')]) }} as event_id,
        {{ parse_timestamp('events.answered_at', 'UTC') }} as moment,
        coalesce(poll_types.poll_type = 'npsrating', false) as is_nps,
        follow_up_polls.id is not null as is_follow_up,
        poll_types.follow_up_poll_id,
        poll_types.question
    from events
    left join poll_types
        on
            events.source_system = poll_types.source_system
            and events.poll_id = poll_types.id
    left join follow_up_polls
        on
            events.source_system = follow_up_polls.source_system
            and events.poll_id = follow_up_polls.id

)

select * from described
