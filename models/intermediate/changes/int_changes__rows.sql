with

compared as (

    select * from {{ ref('int_changes__compared') }}
    where compared_with is not null

),

-- Whichever row of an answer is new or gone, all of its rows may stand otherwise.
changed_keys as (

    select landed.key_digest
    from {{ ref('int_answers__landed') }} as landed
    inner join {{ ref('stg_loads__registered') }} as registered
        on landed.load_number = registered.load_number
    inner join compared
        on registered.registered_in = compared.build_number
    union
    select withdrawn.key_digest
    from {{ ref('int_answers__withdrawn') }} as withdrawn
    inner join compared
        on withdrawn.withdrawn_in = compared.build_number

),

changed as (

    select ledger.*
    from {{ ref('int_answers__ledger') }} as ledger
    inner join changed_keys
        on ledger.key_digest = changed_keys.key_digest

)

select * from changed  -- noqa: AM04
