with

ledger as (

    select * from {{ ref('int_answers__ledger') }}

),

changed as (

    select *
    from ledger
    where {{ has_changed_since(compared_with()) }}

)

select * from changed  -- noqa: AM04
