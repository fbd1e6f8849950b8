with

customers as (

    select * from {{ ref('stg_generic__customers') }}

),

erased as (

    select
        {{ parse_text('respondent_id') }} as respondent_id,
        lower({{ parse_text('email') }}) as email
    from customers
    where
        {{ parse_text('deleted_at') }} is not null
        and {{ is_seen(parse_timestamp('deleted_at')) }}

),

identifiers as (

    select
        'respondent_id' as identifier_kind,
        respondent_id as identifier
    from erased
    where respondent_id is not null
    union
    select
        'email' as identifier_kind,
        email as identifier
    from erased
    where email is not null

)

select * from identifiers
