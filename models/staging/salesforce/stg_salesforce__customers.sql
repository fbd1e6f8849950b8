{{ config(enabled=is_enabled('salesforce')) }}

with

contacts as (

    {{ platform_table('salesforce', 'contact') }}

),

-- Without history mode every row is current.
current_rows as (

    select *
    from contacts
    where {{ parse_boolean("coalesce(_fivetran_active, 'true')") }}

),

-- A deleted contact is no erasure, so there is no deleted_at: a merge deletes the
-- contacts that it merges, while the person and their answers stay. Who asks to
-- be forgotten goes into the landing table customers.
customers as (

    select
        source_system,

        -- the landing table customers
        id as respondent_id,
        email,
        account_id,
        last_modified_date as updated_at,
        _fivetran_synced as loaded_at,

        -- what the CRM says beyond it
        owner_id,
        mailing_country as country,
        title as job_title,
        lead_source,
        created_date as created_at,
        is_deleted,
        master_record_id as merged_into_id
    from current_rows

)

select * from customers
