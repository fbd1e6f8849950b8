with

compared as (

    select * from {{ ref('int_changes__compared') }}
    where compared_with is not null

),

-- Whichever row of an answer is new or gone, all of its rows may stand otherwise.
changed as (

    select ledger.*
    from {{ ref('int_answers__ledger') }} as ledger
    cross join compared
    where ledger.is_touched

)

select * from changed  -- noqa: AM04
