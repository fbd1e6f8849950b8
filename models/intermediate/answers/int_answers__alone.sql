with

standings as (

    select * from {{ ref('int_answers__standings') }}

),

repeated as (

    select * from {{ ref('int_answers__repeated') }}

),

alone as (

    select
        {{ tallied_columns() | join(',\n        ') }}
    from standings
    where is_now and not is_corrected
    union all
    select
        {{ tallied_columns() | join(',\n        ') }}
    from repeated
    where not is_now

)

select * from alone
