with

ledger as (

    select * from {{ ref('nps', 'int_answers__ledger') }}

),

changed as (

    select *
    from ledger
    where {{ has_changed_since(compared_with()) }}

)

select * from changed  -- noqa: AM04
