{{ config(enabled=is_enabled('qualtrics'), materialized='table') }}

with

cells as (

    select * from {{ ref('stg_qualtrics__csv_cells') }}

),

described as (

    select
        source_system,
        export_id,
        name,
        coalesce(
            max(case when row_kind = 'import ids' then {{ json_value('cell', 'ImportId') }} end),
            case when {{ matches('name', '^([0-9]+_)*qid[0-9]') }} then upper(name) end
        ) as import_id,
        max(case when row_kind = 'import ids' then {{ json_value('cell', 'choiceId') }} end)
            as choice_id,
        max(case when row_kind = 'texts' then cell end) as question_text
    from cells
    group by 1, 2, 3

),

-- Where a question begins behind its loop, as in 2_QID7; null where it is none.
named as (

    select
        *,
        coalesce(import_id, name) as stable_id,
        case
            when {{ matches('import_id', '^([0-9]+_)*QID[0-9]') }}
                then {{ position_of("'QID'", 'import_id') }}
            when import_id is null and {{ matches('name', '^([0-9]+_)*q[0-9]') }}
                then {{ position_of("'q'", 'name') }}
        end as starts_at
    from described

),

identified as (

    select
        named.*,
        classes.name as class_name,
        case when named.starts_at > 2 then substring(named.stable_id, 1, named.starts_at - 2) end
            as loop_id,
        substring(named.stable_id, coalesce(named.starts_at, 1)) as question_id
    from named
    left join named as classes
        on
            named.source_system = classes.source_system
            and named.export_id = classes.export_id
            and named.name || '_nps_group' = classes.name

),

known as (

    select
        *,
        case
            when class_name is not null then 'nps'
            when {{ matches('name', '_nps_group$') }} then 'class'
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
                then 'other'
            else 'attribute'
        end as kind
    from identified

)

select * from known
