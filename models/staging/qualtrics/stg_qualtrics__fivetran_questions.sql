{{ config(enabled=is_enabled('qualtrics')) }}

with

questions as (

    {{ platform_table('qualtrics', 'question') }}

),

described as (

    select
        source_system,
        survey_id,
        id as question_id,
        max(question_type) as question_type,
        max(selector) as selector,
        max(sub_selector) as sub_selector,
        max(question_text) as question_text,
        min(case when lower(_fivetran_deleted) = 'true' then 1 else 0 end) = 1 as is_deleted
    from questions
    group by 1, 2, 3

),

-- Forms ask for names and addresses: they are no comment.
known as (

    select
        *,
        case
            when question_type = 'MC' and selector = 'NPS' then 'nps'
            when question_type = 'MC' and selector in ('SAVR', 'SAHR', 'SACOL', 'SB', 'DL')
                then 'scale'
            when
                question_type = 'Matrix' and selector in ('Likert', 'Bipolar')
                and coalesce(sub_selector, '') != 'MultipleAnswer'
                then 'scale'
            when question_type = 'Slider' then 'scale'
            when question_type = 'TE' and selector in ('SL', 'ML', 'ESTB') then 'text'
            else 'other'
        end as kind
    from described

)

select * from known
