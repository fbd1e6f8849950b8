{%- set follows = follows_touched_answers() -%}
{{ config(
    materialized='incremental',
    incremental_strategy='touched_answers',
    on_schema_change='sync_all_columns'
) }}

with

standings as (

    select * from {{ ref('int_answers__standings') }}

),

this_build as (

    select max(touched_until) as built_in
    from {{ ref('int_answers__touched') }}

),

repeated as (

    select
        standings.key_digest,
        {% for column in tallied_columns() -%}
            standings.{{ column }},
        {% endfor -%}
        standings.is_now,
        this_build.built_in
    from standings
    cross join this_build
    where
        standings.is_corrected
        and standings.is_now != standings.is_alone
        and {{ 'standings.is_touched' if follows else '1 = 1' }}
    union all
    -- Where nothing stands twice, this row remembers that all was looked at.
    select
        null as key_digest,
        {% for column in tallied_columns() -%}
            null as {{ column }},
        {% endfor -%}
        null as is_now,
        built_in
    from this_build

)

select * from repeated
