with

answers as (

    select distinct
        respondent_id,
        email
    from {{ ref('nps', 'int_answers__judged') }}
    where reason_before_selection is null and email is not null

),

in_order as (

    select
        *,
        row_number() over (
            partition by respondent_id order by {{ in_byte_order('email') }}
        ) as place
    from answers

),

-- Whoever gave several addresses under one id is known by the first of them.
names as (

    select
        email,
        respondent_id
    from in_order
    where place = 1 or respondent_id is null

),

counted as (

    select
        *,
        count(*) over (partition by email) as name_count
    from names

),

linked as (

    select
        respondent_id,
        email
    from counted
    where name_count > 1 and respondent_id is not null

)

select * from linked
