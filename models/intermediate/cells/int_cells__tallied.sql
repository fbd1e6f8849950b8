-- depends_on: {{ ref('int_answers__withdrawn') }}
-- depends_on: {{ ref('int_answers__versions') }}
{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='load_number',
    on_schema_change='sync_all_columns',
    post_hook="{{ delete_gone_loads(this) }}"
) }}

with

counted as (

    {{ cell_tally(ref('int_answers__alone'), condition=loads_to_count(this)) }}

),

this_build as (

    select max(build_number) as build_number
    from {{ ref('stg_loads__registered') }}

),

tallied as (

    select
        counted.*,
        this_build.build_number as counted_in
    from counted
    cross join this_build
    union all
    -- Where no load is new, this row remembers that all were looked at.
    select
        0 as load_number,
        {% for key in cell_tally_keys()[1:] -%}
            null as {{ key }},
        {% endfor -%}
        {% for name in cell_tally_counts() -%}
            0 as {{ name }},
        {% endfor -%}
        0 as score_sum,
        build_number as counted_in
    from this_build

)

select * from tallied
