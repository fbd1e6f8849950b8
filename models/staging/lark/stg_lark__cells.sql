{{ config(enabled=is_enabled('lark'), materialized='table', schema='restricted') }}

with

records as (

    {{ platform_table('lark', 'records') }}

),

-- Versions share their cells where these did not change.
contents as (

    select distinct
        source_system,
        coalesce(table_id, source_system) as survey_id,
        fields
    from records

),

members as (

    select
        contents.source_system,
        contents.survey_id,
        {{ hashed(['contents.fields']) }} as fields_key,
        members.name as field_name,
        members.value as landed_value
    from contents
    {{ join_json_members('contents.fields', 'members') }}
    -- An empty cell is spelled in several ways; a box that nobody ticked is one.
    where members.value not in ('', '[]', '{}', 'false')

),

-- A formula or lookup is an object around its value, a link one around its text.
opened as (

    select
        *,
        case
            when {{ matches('landed_value', '^[{]') }}
                then coalesce(
                    {{ json_value('landed_value', 'value') }},
                    {{ json_value('landed_value', 'text') }}
                )
            else landed_value
        end as opened_value,
        {{ matches('landed_value', '^[{]') }}
        and ({{ json_value('landed_value', 'value') }}) is not null as is_computed
    from members

),

cells as (

    select
        source_system,
        survey_id,
        fields_key,
        field_name,
        lower(replace({{ trimmed('field_name') }}, ' ', '_')) as field_key,
        -- People and files are objects without a text.
        coalesce(
            {{ json_list_member('opened_value', 'text') }},
            case
                when not {{ matches('opened_value', '^[[][{]') }}
                    then {{ json_list_text('opened_value') }}
            end
        ) as cell,
        is_computed
    from opened

)

select * from cells
