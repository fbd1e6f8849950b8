{{ config(enabled=is_enabled('surveymonkey')) }}

with

questions as (

    select * from {{ ref('nps', 'stg_surveymonkey__current_questions') }}

),

fivetran_rows as (

    {{ platform_table('surveymonkey', 'sub_question_history') }}

),

-- A matrix of one row is one question, a matrix of several is several.
matrix_rows as (

    select
        questions.source_system,
        questions.question_id,
        {{ json_value('matrix_row.item', 'id') }} as row_id,
        {{ json_value('matrix_row.item', 'text') }} as row_text,
        {{ json_value('matrix_row.item', 'visible') }} as visible
    from questions
    {{ join_json_items('questions.matrix_rows', 'matrix_row') }}
    union all
    select
        source_system,
        question_id,
        id as row_id,
        max(text) as row_text,
        max(
            case
                when _fivetran_active is null or {{ parse_boolean('_fivetran_active') }}
                    then coalesce(visible, 'true')
                else 'false'
            end
        ) as visible
    from fivetran_rows
    -- The boxes of a column menu and of "other" are no rows.
    where
        coalesce(lower(type), '') not like '%col%'
        and coalesce(lower(type), '') not like '%other%'
    group by 1, 2, 3

),

counted_rows as (

    select
        source_system,
        question_id,
        count(distinct row_id) as row_count
    from matrix_rows
    group by 1, 2

),

several_rows as (

    select matrix_rows.*
    from matrix_rows
    inner join counted_rows
        on
            matrix_rows.source_system = counted_rows.source_system
            and matrix_rows.question_id = counted_rows.question_id
    where counted_rows.row_count > 1

)

select * from several_rows
