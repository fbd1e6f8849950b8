{{ config(enabled=is_enabled('typeform')) }}

with

landings as (

    select * from {{ ref('nps', 'stg_typeform__landings') }}

),

fields as (

    select * from {{ ref('nps', 'stg_typeform__fields') }}

),

response_answers as (

    {{ platform_table('typeform', 'response_answer') }}

),

landing_answers as (

    {{ platform_table('typeform', 'answers') }}

),

items as (

    select
        landings.source_system,
        landings.landing_key,
        landings.form_id,
        answers.item,
        answers.place
    from landings
    {{ join_json_items('landings.answers', 'answers') }}

),

landed as (

    select
        source_system,
        landing_key,
        form_id,
        {{ json_value('item', ['field', 'id']) }} as field_id,
        {{ json_value('item', ['field', 'type']) }} as field_type,
        place,
        {{ json_value('item', 'number') }} as number_answer,
        {{ json_value('item', 'text') }} as text_answer,
        {{ json_value('item', 'email') }} as email_answer
    from items
    union all
    select
        source_system,
        concat(form_id, '/', response_id) as landing_key,
        form_id,
        field_id,
        null as field_type,
        null as place,
        number as number_answer,
        text as text_answer,
        email as email_answer
    from response_answers
    union all
    select
        source_system,
        concat(_sdc_form_id, '/', landing_id) as landing_key,
        _sdc_form_id as form_id,
        question_id as field_id,
        type as field_type,
        null as place,
        case when data_type = 'number' then answer end as number_answer,
        case when data_type = 'text' then answer end as text_answer,
        case when data_type = 'email' then answer end as email_answer
    from landing_answers

),

-- A table of answers holds one twice where its loader appends.
answers as (

    select
        landed.source_system,
        landed.landing_key,
        landed.form_id,
        landed.field_id,
        max(coalesce(landed.field_type, fields.field_type)) as field_type,
        min(landed.place) as place,
        max(landed.number_answer) as number_answer,
        max(landed.text_answer) as text_answer,
        max(landed.email_answer) as email_answer
    from landed
    left join fields
        on
            landed.source_system = fields.source_system
            and landed.form_id = fields.form_id
            and landed.field_id = fields.field_id
    group by 1, 2, 3, 4

)

select * from answers
