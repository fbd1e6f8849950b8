{%- set compared_with = build_to_compare_with() %}

with

touched as (

    select * from {{ ref('int_answers__touched') }}

),

compared as (

    select
        max(touched_until) as build_number,
        cast({{ 'null' if compared_with is none else compared_with }} as bigint) as compared_with
    from touched

)

select * from compared
