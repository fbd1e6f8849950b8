with

-- Every adapter gives the landing shape, as text: here alone it is read.
landed as (

    {% for platform in ['generic'] + enabled_platforms() | reject('equalto', 'generic') | list -%}
        select
            {% if is_landing_table(platform) -%}
                '{{ platform }}' as source_system,
                false as needs_declaration,
            {%- else -%}
                source_system,
                needs_declaration,
            {%- endif %}
            load_key,
            {% for column in landing_shape() -%}
                {{ landed_column(platform, column) }},
            {% endfor -%}
            {% for name in setting('nps_segments') -%}
                {{ landed_segment(platform, name, loop.index) }} as segment_{{ loop.index }},
            {% endfor -%}
            attributes,
            malformed_line
        from {{ landed_rows(platform) }}
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
        lower({{ parse_text('metric_type') }}) as landed_metric_type,
        score as score_raw,
        lower({{ parse_text('source_group') }}) as source_group,
        {{ parse_text('touchpoint') }} as landed_touchpoint,
        {{ parse_text('channel') }} as channel,
        {{ parse_text('country') }} as country,
        {{ parse_text('language') }} as language,
        comment,
        {{ parse_text('tags') }} as tags,
        weight as weight_raw,
        {{ segment_columns() }}
        attributes,

        -- when, and the text where its moment does not say it all
        {% for name in landed_times() -%}
            {{ parse_landed_time(name) }} as {{ name }},
            {{ unsaid_time(name) }} as {{ name }}_raw,
        {% endfor %}

        -- what it is
        lower({{ parse_text('status') }}) as status,
        case when {{ is_written('is_test') }} then is_test end as is_test_raw,
        malformed_line

    from landed

)

{% if enabled_platforms() != ['generic'] -%}
    ,

    declared_questions as (

        select distinct
            source_system,
            survey_id,
            question_id
        from {{ ref('nps', 'int_surveys__declared') }}

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
