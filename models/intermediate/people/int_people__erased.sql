{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='sync_all_columns'
) }}

with

customers as (

    select * from {{ ref('nps', 'stg_generic__customers') }}

),

deleted as (

    select
        {{ parse_text('respondent_id') }} as respondent_id,
        lower({{ parse_text('email') }}) as email,
        {{ parse_timestamp('deleted_at') }} as deleted_at
    from customers
    where {{ parse_text('deleted_at') }} is not null

),

identifiers as (

    select
        {{ erasure_key('respondent_id', 'respondent_id') }} as erasure_key,
        deleted_at
    from deleted
    where respondent_id is not null
    union all
    select
        {{ erasure_key('email', 'email') }} as erasure_key,
        deleted_at
    from deleted
    where email is not null

),

-- A deletion without a readable time holds at any time.
erased as (

    select
        erasure_key,
        {{ text_literal(landing_origin()) }} as origin,
        case when count(deleted_at) = count(*) then min(deleted_at) end as deleted_at
    from identifiers
    group by 1

),

-- Nobody comes back: not where the customer's row goes away, nor its file. An
-- earlier deletion than the one that is known is one more.
new as (

    select erased.*
    from erased
    {% if is_incremental() -%}
        left join {{ this }} as recorded
            on
                erased.erasure_key = recorded.erasure_key
                and erased.origin = recorded.origin
                and coalesce(erased.deleted_at >= recorded.deleted_at, recorded.deleted_at is null)
        where recorded.erasure_key is null
    {%- endif %}

)

select * from new
