{{ config(enabled=is_enabled('qualtrics')) }}

with

landed as (

    {{ platform_table('qualtrics', 'responses') }}

),

-- The second and third header row are among the answers, once for each file.
sorted as (

    select
        *,
        coalesce(survey_id, source_system) as export_id,
        {{ hashed(['survey_id', 'other_columns']) }} as version_key,
        case
            when substring(responseid, 1, 2) = 'R_' then 'answer'
            when substring(responseid, 1, 1) = '{' then 'import ids'
            when responseid is not null then 'texts'
        end as row_kind
    from landed

)

select * from sorted
