{{ config(enabled=is_enabled('zendesk')) }}

with

tickets_of_fivetran as (

    {{ platform_table('zendesk', 'ticket') }}

),

tickets_of_airbyte as (

    {{ platform_table('zendesk', 'tickets') }}

),

landed as (

    select
        source_system,
        id,
        organization_id,
        brand_id,
        via_channel,
        updated_at
    from tickets_of_fivetran
    union all
    select
        source_system,
        id,
        organization_id,
        brand_id,
        {{ json_value('via', 'channel') }} as via_channel,
        updated_at
    from tickets_of_airbyte

),

-- Where the loader appends, a ticket has several rows.
ranked as (

    select
        *,
        row_number() over (
            partition by source_system, id
            order by
                updated_at desc nulls last, organization_id asc, brand_id asc, via_channel asc
        ) as version_rank
    from landed

),

current_rows as (

    select
        source_system,
        id as ticket_id,
        organization_id,
        brand_id,
        via_channel
    from ranked
    where version_rank = 1

)

select * from current_rows
