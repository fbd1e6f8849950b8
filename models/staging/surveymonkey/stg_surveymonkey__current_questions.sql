{{ config(enabled=is_enabled('surveymonkey')) }}

with

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

)

select * from questions
