with

standings as (

    select * from {{ ref('int_answers__standings').include(database=false) }}

),

-- Whoever asks what landed and what became of it asks here.
ledger as (

    select * from standings
    where is_now

)

select * from ledger  -- noqa: AM04
