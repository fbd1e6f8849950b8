with

standings as (

    select * from {{ ref('int_answers__standings') }}

),

repeated as (

    select
        {{ tallied_columns() | join(',\n        ') }},
        is_now
    from standings
    where is_corrected and is_now != is_alone

)

select * from repeated
