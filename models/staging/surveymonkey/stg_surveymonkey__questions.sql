{{ config(enabled=is_enabled('surveymonkey')) }}

with

choices as (

    select * from {{ ref('stg_surveymonkey__choices') }}

),

airbyte_questions as (

    {{ platform_table('surveymonkey', 'survey_questions') }}

),

fivetran_questions as (

    {{ platform_table('surveymonkey', 'question_history') }}

),

fivetran_pages as (

    {{ platform_table('surveymonkey', 'survey_page_history') }}

),

fivetran_headings as (

    {{ platform_table('surveymonkey', 'question_heading_history') }}

),

fivetran_rows as (

    {{ platform_table('surveymonkey', 'sub_question_history') }}

),

pages as (

    select
        *,
        row_number() over (
            partition by source_system, id
            order by
                _fivetran_active is null or {{ parse_boolean('_fivetran_active') }} desc,
                coalesce(_fivetran_synced, '') desc,
                survey_id asc
        ) as version_rank
    from fivetran_pages

),

headings as (

    select
        source_system,
        question_id,
        max(heading) as heading
    from fivetran_headings
    where _fivetran_active is null or {{ parse_boolean('_fivetran_active') }}
    group by 1, 2

),

landed as (

    select
        source_system,
        split_part(split_part(href, '/surveys/', 2), '/', 1) as survey_id,
        id as question_id,
        {{ json_value('headings', ['0', 'heading']) }} as question_text,
        family,
        subtype,
        visible,
        cast(null as {{ dbt.type_string() }}) as page_place,
        position as place,
        {{ json_value('answers', 'rows') }} as matrix_rows,
        true as is_current,
        coalesce(_airbyte_extracted_at, '') as loaded_at
    from airbyte_questions
    union all
    select
        questions.source_system,
        pages.survey_id,
        questions.id as question_id,
        headings.heading as question_text,
        questions.family,
        questions.subtype,
        questions.visible,
        pages.position as page_place,
        questions.position as place,
        cast(null as {{ dbt.type_string() }}) as matrix_rows,
        questions._fivetran_active is null
        or {{ parse_boolean('questions._fivetran_active') }} as is_current,
        coalesce(questions._fivetran_synced, '') as loaded_at
    from fivetran_questions as questions
    left join pages
        on
            questions.source_system = pages.source_system
            and questions.survey_page_id = pages.id
            and pages.version_rank = 1
    left join headings
        on
            questions.source_system = headings.source_system
            and questions.id = headings.question_id

),

ranked as (

    select
        *,
        row_number() over (
            partition by source_system, question_id
            order by is_current desc, loaded_at desc, survey_id asc, place asc
        ) as version_rank
    from landed

),

questions as (

    select * from ranked
    where version_rank = 1

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

),

scales as (

    select
        source_system,
        question_id,
        count(*) as choice_count,
        sum(case when weight in (-100, 0, 100) then 1 else 0 end) as group_weight_count,
        count(distinct weight) as weight_count,
        min(weight) as lowest_weight,
        max(weight) as highest_weight,
        sum(case when weight = floor(weight) then 1 else 0 end) as whole_weight_count,
        count(number_in_text) as number_count,
        count(distinct number_in_text) as different_number_count,
        max(number_in_text) - min(number_in_text) + 1 as number_span
    from choices
    where is_rating
    group by 1, 2

),

-- Where the choices say no numbers, a rating has its weights, if they are a scale,
-- or else its places.
judged as (

    select
        questions.*,
        case
            when
                questions.family = 'matrix'
                and questions.subtype = 'rating'
                and scales.choice_count = 11
                and scales.group_weight_count = 11
                and scales.weight_count = 3
                then 'nps'
            when questions.family = 'open_ended' and questions.subtype in ('single', 'essay')
                then 'comment'
            when questions.family = 'open_ended' and questions.subtype = 'numerical'
                then 'number'
            when
                questions.family in ('matrix', 'single_choice')
                and coalesce(questions.subtype, '') not in ('menu', 'ranking', 'multi')
                and scales.choice_count > 1
                and scales.number_count = scales.choice_count
                and scales.different_number_count = scales.choice_count
                and scales.number_span = scales.choice_count
                then 'rating by text'
            when
                questions.family = 'matrix'
                and questions.subtype = 'rating'
                and scales.whole_weight_count = scales.choice_count
                and scales.weight_count = scales.choice_count
                and scales.lowest_weight >= 0
                and scales.highest_weight <= 10
                then 'rating by weight'
            when
                questions.family = 'matrix'
                and questions.subtype = 'rating'
                and scales.choice_count <= 10
                then 'rating by position'
            when
                questions.family = 'matrix'
                and questions.subtype = 'rating'
                and scales.choice_count = 11
                then 'rating by position from 0'
        end as kind
    from questions
    left join scales
        on
            questions.source_system = scales.source_system
            and questions.question_id = scales.question_id

),

parts as (

    select
        judged.source_system,
        judged.survey_id,
        judged.question_id,
        several_rows.row_id,
        case
            when several_rows.row_id is null then judged.question_id
            else judged.question_id || '.' || several_rows.row_id
        end as part_id,
        case
            when several_rows.row_text is null then judged.question_text
            else coalesce(judged.question_text || ' / ', '') || several_rows.row_text
        end as question_text,
        judged.kind,
        {{ parse_number('judged.page_place') }} as page_place,
        {{ parse_number('judged.place') }} as place,
        (judged.visible is null or {{ parse_boolean('judged.visible') }})
        and (several_rows.visible is null or {{ parse_boolean('several_rows.visible') }})
        and judged.is_current as is_asked
    from judged
    left join several_rows
        on
            judged.source_system = several_rows.source_system
            and judged.question_id = several_rows.question_id
            and judged.kind != 'comment'
    where judged.kind is not null

)

select * from parts
