-- depends_on: {{ ref('int_answers__withdrawn') }}
{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='period_month',
    on_schema_change='fail'
) }}

{%- set is_erasure = 'case when landed.is_person_erased or landed.is_tombstone then 1 else 0 end' %}

with

registered as (

    select * from {{ ref('stg_loads__registered') }}

),

this_build as (

    select max(build_number) as build_number
    from registered

),

{% if is_incremental() -%}
    seen as (

        select coalesce(max(touched_in), 0) as build_number
        from {{ this }}

    ),

    withdrawn as (

        select
            withdrawn.key_digest,
            {{ first_of_month('withdrawn.response_date') }} as period_month,
            case when withdrawn.is_rewritten then 1 else 0 end as is_erased
        from {{ ref('int_answers__withdrawn') }} as withdrawn
        inner join seen
            on withdrawn.withdrawn_in > seen.build_number

    ),

    new as (

        select
            landed.key_digest,
            {{ is_erasure }} as is_erased
        from {{ ref('int_answers__landed') }} as landed
        inner join registered
            on landed.load_number = registered.load_number
        inner join seen
            on registered.registered_in > seen.build_number

    ),

    changed as (

        select
            key_digest,
            is_erased
        from new
        union all
        select
            key_digest,
            is_erased
        from withdrawn

    ),

    touched_keys as (

        select
            key_digest,
            max(is_erased) as is_erased
        from changed
        group by 1

    ),

    -- The months of every version of what was touched, old or new. Where every
    -- row is new, or a choice looks across months, any month may have changed.
    touched as (

        select
            {{ first_of_month('landed.response_date') }} as period_month,
            touched_keys.is_erased
        from {{ ref('int_answers__landed') }} as landed
        inner join touched_keys
            on landed.key_digest = touched_keys.key_digest
        union all
        select
            period_month,
            is_erased
        from withdrawn
        union all
        select
            known.period_month,
            1 as is_erased
        from {{ this }} as known
        cross join seen
        where
            seen.build_number < (select min(registered.registered_in) from registered)
            or (
                '{{ setting("nps_selection_policy") }}' = 'quarantine'
                and exists (select 1 from touched_keys)
            )

    ),
{%- else -%}
    touched as (

        select
            {{ first_of_month('landed.response_date') }} as period_month,
            {{ is_erasure }} as is_erased
        from {{ ref('int_answers__landed') }} as landed

    ),
{%- endif %}

touched_months as (

    select
        touched.period_month,
        this_build.build_number as touched_in,
        case
            when max(touched.is_erased) = 1 then this_build.build_number
            {% if is_incremental() -%}
                else max(known.erased_in)
            {%- endif %}
        end as erased_in
    from touched
    cross join this_build
    {% if is_incremental() -%}
        left join {{ this }} as known
            on touched.period_month = known.period_month
    {%- endif %}
    where touched.period_month is not null
    group by 1, 2

)

select * from touched_months
