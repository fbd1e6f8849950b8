with

answers as (

    select * from {{ ref('int_answers__unioned') }}

),

keyed as (

    select
        *,
        {{ answer_key() }} as response_key
    from answers

)

select * from keyed  -- noqa: AM04
