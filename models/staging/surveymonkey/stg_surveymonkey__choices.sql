{{ config(enabled=is_enabled('surveymonkey')) }}

with

airbyte_questions as (

    {{ platform_table('surveymonkey', 'survey_questions') }}

),

fivetran_options as (

    {{ platform_table('surveymonkey', 'question_option_history') }}

),

-- Where the loader appends, a question has several rows: the newest says what it
-- is, the others what a choice was that is no longer there.
question_versions as (

    select
        source_system,
        id as question_id,
        {{ json_value('answers', 'choices') }} as choices,
        coalesce(_airbyte_extracted_at, '') as loaded_at,
        max(coalesce(_airbyte_extracted_at, '')) over (
            partition by source_system, id
        ) as newest_loaded_at
    from airbyte_questions

),

airbyte_choices as (

    select
        versions.source_system,
        versions.question_id,
        {{ json_value('choice.item', 'id') }} as choice_id,
        {{ json_value('choice.item', 'position') }} as place,
        {{ json_value('choice.item', 'text') }} as choice_text,
        {{ json_value('choice.item', 'weight') }} as weight,
        {{ json_value('choice.item', 'is_na') }} as is_na,
        {{ json_value('choice.item', 'visible') }} as visible,
        versions.loaded_at = versions.newest_loaded_at as is_current,
        versions.loaded_at
    from question_versions as versions
    {{ join_json_items('versions.choices', 'choice') }}

),

fivetran_choices as (

    select
        source_system,
        question_id,
        id as choice_id,
        position as place,
        text as choice_text,
        weight,
        is_na,
        visible,
        _fivetran_active is null or {{ parse_boolean('_fivetran_active') }} as is_current,
        coalesce(_fivetran_synced, '') as loaded_at
    from fivetran_options

),

landed as (

    select * from airbyte_choices
    union all
    select * from fivetran_choices

),

ranked as (

    select
        source_system,
        question_id,
        choice_id,
        {{ parse_number('place') }} as place,
        {{ trimmed('choice_text') }} as choice_text,
        {{ parse_number('weight') }} as weight,
        {{ parse_boolean('is_na') }} as is_na,
        is_current and (visible is null or {{ parse_boolean('visible') }}) as is_offered,
        row_number() over (
            partition by source_system, question_id, choice_id
            order by is_current desc, loaded_at desc, place asc, choice_text asc
        ) as version_rank
    from landed
    where choice_id is not null

),

-- "Extremely likely - 10", "10" and "10 = extremely likely" say 10; "18-24" says
-- nothing.
numbered as (

    select
        source_system,
        question_id,
        choice_id,
        place,
        choice_text,
        weight,
        is_na,
        is_offered and not is_na as is_rating,
        case
            when {{ matches('choice_text', '(^|[^0-9.,])10$') }} then 10
            when {{ matches('choice_text', '(^|[^0-9.,])[0-9]$') }}
                then cast(substring(choice_text, length(choice_text), 1) as integer)
            when {{ matches('choice_text', '[0-9]$') }} then null
            when {{ matches('choice_text', '^10[^0-9.,]') }} then 10
            when {{ matches('choice_text', '^[0-9][^0-9.,]') }}
                then cast(substring(choice_text, 1, 1) as integer)
        end as number_in_text
    from ranked
    where version_rank = 1

)

select * from numbered
