{{ config(
    enabled=is_enabled('qualtrics'),
    materialized='table',
    post_hook="{{ assert_qualtrics_columns(this) }}"
) }}

with

cells as (

    select * from {{ ref('nps', 'stg_qualtrics__csv_cells') }}

),

headers as (

    select
        *,
        case when row_kind = 'texts' then cell end as question_text,
        case when row_kind = 'import ids' then {{ json_value('cell', 'ImportId') }} end
            as import_id,
        case when row_kind = 'import ids' then {{ json_value('cell', 'choiceId') }} end
            as choice_id,
        case when row_kind = 'import ids' then {{ json_value('cell', 'timeZone') }} end
            as time_zone
    from cells

),

-- Each file brings its header rows: assert_qualtrics_columns() looks whether they agree.
described as (

    select
        source_system,
        export_id,
        name,
        max(import_id) as import_id,
        min(import_id) as other_import_id,
        max(choice_id) as choice_id,
        max(question_text) as question_text,
        max(time_zone) as time_zone,
        min(time_zone) as other_time_zone
    from headers
    group by 1, 2, 3

),

known as (

    select
        *,
        coalesce(
            import_id,
            case when {{ matches('name', '^([0-9]+_)*qid[0-9]') }} then upper(name) end,
            name
        ) as stable_id,
        case
            {% for name, import_id in qualtrics_own_columns().items() -%}
                when import_id = '{{ import_id }}' or name = '{{ name }}' then '{{ name }}'
            {% endfor %}
        end as own_name,
        import_id in (
            {% for import_id in qualtrics_own_columns().values() -%}
                '{{ import_id }}'{{ ',' if not loop.last }}
            {% endfor %}
        ) as has_own_id
    from described

),

-- Embedded data may have the name of a column of Qualtrics' own, and in small letters
-- its import id.
placed as (

    select
        *,
        row_number() over (
            partition by source_system, export_id, own_name
            order by
                case when has_own_id then 0 else 1 end,
                case when name = own_name then 0 else 1 end,
                name
        ) as place_of_name,
        {{ matches('lower(stable_id)', '_nps_group$') }} as is_class
    from known

),

-- The class of an NPS question has the id of its question, and this behind it.
asked as (

    select
        *,
        case
            when is_class then substring(stable_id, 1, length(stable_id) - length('_NPS_GROUP'))
            else stable_id
        end as asked_id
    from placed

),

-- Where a question begins behind its loop, as in 2_QID7; null where it is none.
begun as (

    select
        *,
        case
            when {{ matches('asked_id', '^([0-9]+_)*QID[0-9]') }}
                then {{ position_of("'QID'", 'asked_id') }}
            when import_id is null and {{ matches('asked_id', '^([0-9]+_)*q[0-9]') }}
                then {{ position_of("'q'", 'asked_id') }}
        end as starts_at,
        max(case when is_class then 1 else 0 end) over (
            partition by source_system, export_id, asked_id
        ) = 1 as has_class
    from asked

),

identified as (

    select
        *,
        case when starts_at > 2 then substring(asked_id, 1, starts_at - 2) end as loop_id,
        substring(asked_id, coalesce(starts_at, 1)) as question_id
    from begun

),

kinds as (

    select
        *,
        case
            when own_name is not null and place_of_name = 1 then 'own'
            when is_class then 'class'
            when has_class and choice_id is null then 'nps'
            when
                {{ matches('question_id', '^(QID|q)[0-9]+([._#-][0-9]+)*$') }}
                and starts_at is not null
                and choice_id is null
                then 'scale'
            when {{ matches('question_id', '^QID[0-9]+_TEXT$') }} then 'text'
            when
                starts_at is not null
                or {{ qualtrics_is_its_own('stable_id') }}
                or {{ matches('name', '_text$') }}
                or {{ qualtrics_names_a_person('name') }}
                or {{ qualtrics_names_a_person('stable_id') }}
                then 'other'
            else 'attribute'
        end as kind
    from identified

)

select * from kinds
