{%- set rules = rules_fingerprint() -%}

with

found as (

    {% for source in answer_sources() -%}
        {%- set origin = load_origin(source) -%}
        {%- for load in found_loads(source) %}
            select
                '{{ source.name }}' as source_system,
                {{ text_literal(load.load_key) }} as load_key,
                {{ text_literal(origin) }} as origin,
                {{ text_literal(load.fingerprint) }} as fingerprint
            union all
        {%- endfor %}
    {%- endfor %}
    select
        cast(null as {{ dbt.type_string() }}) as source_system,
        cast(null as {{ dbt.type_string() }}) as load_key,
        cast(null as {{ dbt.type_string() }}) as origin,
        cast(null as {{ dbt.type_string() }}) as fingerprint
    where 1 = 0

),

-- What the ledger holds of earlier builds, and from where it is still fed.
known as (

    select
        load_number,
        source_system,
        load_key,
        origin,
        fingerprint,
        rules_fingerprint,
        registered_in
    from {{ known_loads() }}

),

-- A file that goes away keeps its rows; one that changes replaces them.
kept as (

    select known.*
    from known
    left join found
        on
            known.source_system = found.source_system
            and known.load_key = found.load_key
    where found.load_key is null or found.fingerprint = known.fingerprint

),

new as (

    select
        found.*,
        known.load_number as replaces_number
    from found
    left join known
        on
            found.source_system = known.source_system
            and found.load_key = known.load_key
    where coalesce(found.fingerprint != known.fingerprint, true)

),

this_build as (

    {{ number_this_build() }}

),

loads as (

    select
        load_number,
        cast(null as bigint) as replaces_number,
        source_system,
        load_key,
        origin,
        fingerprint,
        registered_in,
        false as is_new
    from kept
    where rules_fingerprint = '{{ rules }}'
    union all
    -- Judged again, from what was landed.
    select
        null as load_number,
        load_number as replaces_number,
        source_system,
        load_key,
        origin,
        fingerprint,
        null as registered_in,
        false as is_new
    from kept
    where coalesce(rules_fingerprint != '{{ rules }}', true)
    union all
    select
        null as load_number,
        replaces_number,
        source_system,
        load_key,
        origin,
        fingerprint,
        null as registered_in,
        true as is_new
    from new

),

registered as (

    select
        cast(coalesce(
            loads.load_number,
            this_build.last_load_number + row_number() over (
                partition by loads.load_number is null
                order by loads.source_system, loads.load_key
            )
        ) as bigint) as load_number,
        loads.replaces_number,
        loads.source_system,
        loads.load_key,
        loads.origin,
        loads.fingerprint,
        '{{ rules }}' as rules_fingerprint,
        loads.is_new,
        cast(coalesce(loads.registered_in, this_build.build_number) as bigint) as registered_in,
        cast(this_build.build_number as bigint) as build_number,
        cast(this_build.continues as bigint) as continues
    from loads
    cross join this_build

)

select * from registered
