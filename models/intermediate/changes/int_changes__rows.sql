with

ledger as (

    select * from {{ ref('int_answers__ledger') }}

),

compared as (

    select * from {{ ref('int_changes__compared') }}

),

-- Whichever row of an answer is new or another, all of its rows may stand otherwise.
-- And the clock itself makes a time plausible that lay ahead.
changed as (

    select ledger.*
    from ledger
    inner join compared
        on
            ledger.answer_changed_in > compared.compared_with
            or (
                compared.compared_with is not null
                and ledger.loaded_at is null
                and ledger.responded_at > compared.compared_at
            )

)

select * from changed  -- noqa: AM04
