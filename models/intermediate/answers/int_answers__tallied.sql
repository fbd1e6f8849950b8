-- depends_on: {{ ref('int_answers__withdrawn') }}
-- depends_on: {{ ref('int_answers__versions') }}
{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='load_number',
    on_schema_change='sync_all_columns',
    post_hook="{{ delete_gone_loads(this) }}"
) }}

{%- set loads = loads_to_count(this) -%}
{%- set kinds = ['load', 'cell'] -%}
{{ counted_by_build(
    tally(ref('int_answers__alone'), kinds, condition=loads), tally_columns(kinds), loads) }}
