with

seen as (

    {{ seen_loads(ref('nps', 'int_loads__seen')) }}

),

-- Loads of another origin are no versions of these, and do not stay.
standing as (

    select
        load_number,
        source_system,
        load_key,
        origin,
        fingerprint,
        seen_in,
        is_replacement
    from seen
    where
        is_latest
        and ({{ is_of_todays_origin() }})

)

select * from standing
