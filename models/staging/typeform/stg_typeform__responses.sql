{{ config(enabled=is_enabled('typeform')) }}

with

landings as (

    select * from {{ ref('nps', 'stg_typeform__landings') }}

),

fields as (

    select * from {{ ref('nps', 'stg_typeform__fields') }}

),

answers as (

    select * from {{ ref('nps', 'stg_typeform__answers') }}

),

-- Also what nobody answered, and what no form has any more.
scored_fields as (

    select
        source_system,
        form_id,
        field_id,
        field_type
    from fields
    where field_type in ('nps', 'opinion_scale', 'rating', 'number')
    union all
    select
        source_system,
        form_id,
        field_id,
        field_type
    from answers
    where number_answer is not null

),

questions as (

    select
        scored_fields.source_system,
        scored_fields.form_id,
        scored_fields.field_id,
        coalesce(max(scored_fields.field_type), 'number') as field_type,
        max(fields.title) as title
    from scored_fields
    left join fields
        on
            scored_fields.source_system = fields.source_system
            and scored_fields.form_id = fields.form_id
            and scored_fields.field_id = fields.field_id
    group by 1, 2, 3

),

texts as (

    select
        source_system,
        landing_key,
        text_answer,
        email_answer,
        row_number() over (
            partition by source_system, landing_key, email_answer is null
            order by place asc, field_id asc
        ) as place_of_kind
    from answers
    where field_type = 'long_text' or email_answer is not null

),

first_texts as (

    select
        source_system,
        landing_key,
        max(text_answer) as comment,
        max(email_answer) as email
    from texts
    where place_of_kind = 1
    group by 1, 2

),

answered as (

    select
        landings.source_system,
        landings.response_id,
        landings.form_id,
        landings.responded_at,
        landings.status,
        landings.tags,
        landings.attributes,
        landings.loaded_at,
        questions.field_id,
        questions.field_type,
        questions.title,
        answers.number_answer,
        first_texts.comment,
        coalesce(first_texts.email, landings.email) as email
    from landings
    inner join questions
        on
            landings.source_system = questions.source_system
            and landings.form_id = questions.form_id
    left join answers
        on
            landings.source_system = answers.source_system
            and landings.landing_key = answers.landing_key
            and questions.field_id = answers.field_id
    left join first_texts
        on
            landings.source_system = first_texts.source_system
            and landings.landing_key = first_texts.landing_key

),

landed as (

    select
        {{ landing_row({
            'response_id': 'response_id',
            'survey_id': 'form_id',
            'question_id': 'field_id',
            'question_text': 'title',
            'score': 'number_answer',
            'responded_at': 'responded_at',
            'metric_type': "case when field_type = 'nps' then 'nps' end",
            'needs_declaration': "field_type != 'nps' and form_id != ''",
            'respondent_id': "coalesce(" ~ json_text_member('attributes', 'respondent_id') ~ ", "
                ~ json_text_member('attributes', 'user_id') ~ ")",
            'email': 'email',
            'comment': 'comment',
            'tags': 'tags',
            'updated_at': 'responded_at',
            'loaded_at': 'loaded_at',
            'status': 'status',
            'attributes': 'attributes',
        }) }}
    from answered

)

select * from landed
