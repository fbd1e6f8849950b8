{%- set compared_with = build_to_compare_with() %}
-- depends_on: {{ ref('int_answers__withdrawn') }}
-- depends_on: {{ ref('int_answers__landed') }}

with

registered as (

    select * from {{ ref('stg_loads__registered') }}

),

compared as (

    select
        max(build_number) as build_number,
        cast({{ 'null' if compared_with is none else compared_with }} as bigint) as compared_with
    from registered

)

select * from compared
