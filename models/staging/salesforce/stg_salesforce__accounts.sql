{{ config(enabled=is_enabled('salesforce')) }}

with

accounts as (

    {{ platform_table('salesforce', 'account') }}

),

-- Without history mode every row is current.
current_rows as (

    select *
    from accounts
    where {{ parse_boolean("coalesce(_fivetran_active, 'true')") }}

),

named as (

    select
        source_system,
        id as account_id,
        name,
        parent_id as parent_account_id,
        industry,
        type,
        rating,
        billing_country as country,
        owner_id,
        number_of_employees as employees,
        annual_revenue,
        created_date as created_at,
        last_modified_date as updated_at,
        _fivetran_synced as loaded_at,
        is_deleted,
        master_record_id as merged_into_id
    from current_rows

)

select * from named
