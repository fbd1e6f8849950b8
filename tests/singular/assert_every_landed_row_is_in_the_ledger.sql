-- Every landed row has one verdict. A row here means that a join on the way
-- lost landed rows or made two of one, so that row accounting balances over
-- the wrong total.
with

landed as (

    -- A line that cannot be read is found only by who reads every column.
    select
        source_system,
        count({{ hashed(answer_columns()) }}) as landed_count
    from {{ ref('int_answers__unioned') }}
    group by 1

),

judged as (

    select
        source_system,
        count(*) as judged_count
    from {{ ref('int_answers__ledger') }}
    group by 1

),

differences as (

    select
        coalesce(landed.source_system, judged.source_system) as source_system,
        landed.landed_count,
        judged.judged_count
    from landed
    full outer join judged
        on landed.source_system = judged.source_system
    where coalesce(landed.landed_count, 0) != coalesce(judged.judged_count, 0)

)

select * from differences
