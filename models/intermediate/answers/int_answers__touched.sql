{%- set followed = build_followed() %}
-- depends_on: {{ ref('int_answers__landed') }}
-- depends_on: {{ ref('int_answers__withdrawn') }}

with

registered as (

    select * from {{ ref('stg_loads__registered') }}

),

touched as (

    {% if followed is none -%}
        select cast(null as {{ type_row_digest() }}) as key_digest
        from registered
        where 1 = 0
    {%- else -%}
        select landed.key_digest
        from {{ ref('int_answers__landed') }} as landed
        inner join registered
            on landed.load_number = registered.load_number
        where registered.registered_in > {{ followed }}
        union
        select withdrawn.key_digest
        from {{ ref('int_answers__withdrawn') }} as withdrawn
        where withdrawn.withdrawn_in > {{ followed }}
    {%- endif %}

),

builds as (

    select
        cast({{ 'null' if followed is none else followed }} as bigint) as touched_since,
        max(build_number) as touched_until
    from registered

),

-- The row without a key says of which builds this is told.
listed as (

    select
        touched.key_digest,
        builds.touched_since,
        builds.touched_until
    from touched
    cross join builds
    union all
    select
        null as key_digest,
        touched_since,
        touched_until
    from builds

)

select * from listed
