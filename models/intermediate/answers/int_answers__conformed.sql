with

-- Every adapter gives the landing shape, as text: here alone it is read.
landed as (

    {% for platform in ['generic'] + enabled_platforms() | reject('equalto', 'generic') | list -%}
        select
            {% if platform == 'generic' -%}
                'generic' as source_system,
                false as needs_declaration,
            {%- else -%}
                source_system,
                needs_declaration,
            {%- endif %}
            load_key,
            {{ landing_shape() | join(',\n            ') }},
            {% for name in setting('nps_segments') -%}
                {{ landed_segment(platform, name, loop.index) }} as segment_{{ loop.index }},
            {% endfor -%}
            attributes,
            malformed_line
        from {{ ref('stg_' ~ platform ~ '__responses') }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

conformed as (

    select
        load_key,
        needs_declaration,

        -- ids
        source_system,
        {{ parse_text('survey_id') }} as survey_id,
        {{ parse_text('response_id') }} as response_id,
        {{ parse_text('question_id') }} as question_id,
        {{ parse_text('respondent_id') }} as respondent_id,
        {{ parse_text('account_id') }} as account_id,
        lower({{ parse_text('email') }}) as email,
        {{ parse_text('campaign_id') }} as campaign_id,
        {{ parse_text('invitation_id') }} as invitation_id,

        -- what was asked and answered
        lower({{ parse_text('metric_type') }}) as metric_type,
        score as score_raw,
        lower({{ parse_text('source_group') }}) as source_group,
        {{ parse_text('touchpoint') }} as touchpoint,
        {{ parse_text('channel') }} as channel,
        {{ parse_text('country') }} as country,
        {{ parse_text('language') }} as language,
        comment,
        {{ parse_text('tags') }} as tags,
        weight as weight_raw,
        {{ segment_columns() }}
        attributes,

        -- what it is
        lower({{ parse_text('status') }}) as status,
        {{ parse_boolean('is_test') }} as is_test,
        malformed_line,
        {{ rare_texts() }} as rare_texts,

        -- when
        {{ parse_timestamp('responded_at') }} as responded_at,
        {{ parse_timestamp('sent_at') }} as sent_at,
        {{ parse_timestamp('updated_at') }} as updated_at,
        {{ parse_timestamp('loaded_at') }} as loaded_at,
        {{ parse_timestamp('deleted_at') }} as deleted_at

    from landed

)

{% if enabled_platforms() != ['generic'] -%}
    ,

    declared_questions as (

        select distinct
            source_system,
            survey_id,
            question_id
        from {{ ref('int_surveys__declared') }}

    ),

    -- What a question measures is never guessed: int_questions__undeclared lists
    -- the rest.
    scored as (

        select conformed.*
        from conformed
        left join declared_questions
            on
                conformed.source_system = declared_questions.source_system
                and conformed.survey_id = declared_questions.survey_id
                and conformed.question_id = declared_questions.question_id
        where
            not conformed.needs_declaration
            or declared_questions.survey_id is not null

    )

    select * from scored
{%- else -%}
    select * from conformed
{%- endif %}
