{{ config(enabled=is_enabled('medallia')) }}

{%- set names = ['comment', 'email', 'customer', 'channel', 'unit', 'feedback_status', 'cycle'] %}

with

feedback as (

    select * from {{ ref('nps', 'stg_medallia__feedback') }}

),

fields as (

    select * from {{ ref('nps', 'stg_medallia__fields') }}

),

labels as (

    select * from {{ ref('nps', 'stg_medallia__labels') }}

),

units as (

    {{ platform_table('medallia', 'unit') }}

),

programs as (

    {{ platform_table('medallia', 'survey_program') }}

),

unit_names as (

    select
        source_system,
        identifier,
        max(name) as unit_name,
        max(city) as unit_city
    from units
    group by 1, 2

),

program_names as (

    select
        source_system,
        id,
        max(name) as program_name
    from programs
    group by 1, 2

),

-- An edited field may leave its former cell behind.
newest as (

    select
        *,
        row_number() over (
            partition by source_system, response_id, cells_key, field_id
            order by coalesce(loaded_at, '') desc, cell desc
        ) as place
    from fields
    where known_as is not null

),

named as (

    select
        source_system,
        response_id,
        cells_key,
        {% for name in names -%}
            max(case when known_as = '{{ name }}' then cell end) as {{ name }},
        {% endfor -%}
        max(case when known_as = 'program_id' then cell end) as program_id
    from newest
    where place = 1
    group by 1, 2, 3

),

records as (

    select
        feedback.source_system,
        feedback.response_id,
        feedback.cells_key,
        feedback.e_responsedate,
        feedback.e_lastupdated,
        feedback.loaded_at,
        coalesce(named.program_id, feedback.source_system) as survey_id,
        {% for name in names -%}
            named.{{ name }},
        {% endfor -%}
        labels.labels,
        {{ json_text_object({
            'unit': 'named.unit',
            'unit_name': 'unit_names.unit_name',
            'unit_city': 'unit_names.unit_city',
            'survey_program': 'coalesce(program_names.program_name, named.program_id)',
        }) }} as places
    from feedback
    left join named
        on
            feedback.source_system = named.source_system
            and feedback.response_id = named.response_id
            and feedback.cells_key = named.cells_key
    left join labels
        on
            feedback.source_system = labels.source_system
            and feedback.response_id = labels.response_id
            and feedback.cells_key = labels.cells_key
    left join unit_names
        on
            feedback.source_system = unit_names.source_system
            and named.unit = unit_names.identifier
    left join program_names
        on
            feedback.source_system = program_names.source_system
            and named.program_id = program_names.id

)

select * from records
