{#- A selection looks across the answers of a person: nothing is followed then. -#}
{%- set follows = follows_touched_answers() and setting('nps_selection_policy') == 'all' -%}
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='sync_all_columns',
    pre_hook="{{ delete_touched_answers(this, follows=setting('nps_selection_policy') == 'all') }}"
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
