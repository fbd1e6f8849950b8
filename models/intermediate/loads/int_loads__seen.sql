{%- set earlier_loads = loads_of_release_0_1() -%}
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='sync_all_columns'
) }}

with

found as (

    {{ found_loads() }}

),

seen as (

    {{ seen_loads(this if is_incremental() else earlier_loads) }}

),

known as (

    select * from seen
    where is_latest

),

-- A file that goes away keeps its rows; one that changes is another load.
new as (

    select found.*
    from found
    left join known
        on
            found.source_system = known.source_system
            and found.load_key = known.load_key
    where
        known.load_key is null
        or found.origin != known.origin
        or found.fingerprint != known.fingerprint

),

-- By the clock, so that no number stands for two loads even where this log is lost.
this_build as (

    select greatest(coalesce(max(load_number), 0), {{ clock_number() }}) as last_number
    from known

),

numbered as (

    select
        cast(this_build.last_number + row_number() over (
            order by new.source_system, new.load_key
        ) as bigint) as load_number,
        new.source_system,
        new.load_key,
        new.origin,
        new.fingerprint,
        cast(this_build.last_number as bigint) as seen_in
    from new
    cross join this_build
    {% if not is_incremental() -%}
        union all
        select
            load_number,
            source_system,
            load_key,
            origin,
            fingerprint,
            seen_in
        from {{ earlier_loads }}
    {%- endif %}

)

select * from numbered
