{{ config(enabled=is_enabled('medallia')) }}

{#- Fields that mean the same everywhere; all others are the company's own. #}
{%- set known = {
    'e_comment': 'comment', 'e_email': 'email', 'a_customerid': 'customer',
    'a_survey_channel': 'channel', 'a_unit_identifier': 'unit',
    'e_status': 'feedback_status', 'e_development_cycle_alt': 'cycle'} %}

with

cells as (

    select * from {{ ref('nps', 'stg_medallia__cells') }}

),

fields as (

    select
        source_system,
        response_id,
        cells_key,
        field_id,
        cell,
        loaded_at,
        coalesce({{ matches('field_id', '(^|_)e_nps$') }}, false) as is_nps,
        case
            {% for field, name in known.items() -%}
                when field_id = '{{ field }}' then '{{ name }}'
            {% endfor -%}
            when {{ matches('field_id', '(^|_)survey_?program(_?id)?$') }} then 'program_id'
        end as known_as
    from cells

)

select * from fields
