{{ config(enabled=is_enabled('intercom')) }}

with

contacts_of_fivetran as (

    {{ platform_table('intercom', 'contact_history') }}

),

contacts_of_airbyte as (

    {{ platform_table('intercom', 'contacts') }}

),

landed as (

    select
        source_system,
        id,
        email,
        location_country as country,
        updated_at
    from contacts_of_fivetran
    union all
    select
        source_system,
        id,
        email,
        {{ json_value('location', 'country') }} as country,
        updated_at
    from contacts_of_airbyte

),

-- A contact has a row for each of its states.
ranked as (

    select
        *,
        row_number() over (
            partition by source_system, id
            order by updated_at desc nulls last, email asc, country asc
        ) as version_rank
    from landed

),

current_rows as (

    select
        source_system,
        id as contact_id,
        email,
        country
    from ranked
    where version_rank = 1

)

select * from current_rows
