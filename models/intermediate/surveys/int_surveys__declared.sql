{%- set columns = landing_columns('surveys').required + landing_columns('surveys').optional %}

with

surveys as (

    select * from {{ ref('stg_generic__surveys') }}

),

-- The same of every other source; of sources that are not read nothing is said.
metric_map as (

    select * from {{ ref('nps_metric_map') }}
    where {{ trimmed('source_system') }} in ({{ answer_source_names() }})

),

by_platform as (

    {% for platform in enabled_survey_declarers() -%}
        select
            {{ text_literal(platform) }} as platform,
            says.*
        from {{ ref('stg_' ~ platform ~ '__surveys') }} as says
        union all
    {% endfor -%}
    select
        cast(null as {{ dbt.type_string() }}) as platform,
        {{ survey_row({}) }}
    from metric_map
    where 1 = 0

),

found as (

    select
        'the table surveys' as declared_in,
        'generic' as source_system,
        {{ columns | join(',\n        ') }},
        malformed_line
    from surveys
    union all
    select
        'the seed nps_metric_map' as declared_in,
        {{ parse_text('source_system') }} as source_system,
        {% for column in columns -%}
            cast({{ column }} as {{ dbt.type_string() }}) as {{ column }},
        {% endfor -%}
        cast(null as {{ dbt.type_string() }}) as malformed_line
    from metric_map
    union all
    select
        'what ' || by_platform.platform || ' says of its surveys' as declared_in,
        by_platform.source_system,
        {% for column in columns -%}
            by_platform.{{ column }},
        {% endfor -%}
        cast(null as {{ dbt.type_string() }}) as malformed_line
    from by_platform
    left join metric_map
        on
            by_platform.source_system = metric_map.source_system
            and by_platform.survey_id = metric_map.survey_id
            and coalesce(by_platform.question_id, '') = coalesce(metric_map.question_id, '')
    where metric_map.survey_id is null

),

declared as (

    select
        declared_in,

        -- ids
        source_system,
        {{ parse_text('survey_id') }} as survey_id,
        {{ parse_text('question_id') }} as question_id,
        {{ parse_text('program') }} as program,

        -- what is asked
        lower({{ parse_text('metric_type') }}) as metric_type,
        lower({{ parse_text('survey_kind') }}) as survey_kind,
        {{ parse_text('touchpoint') }} as touchpoint,
        {{ parse_text('name') }} as survey_name,

        -- on which scale
        {{ parse_number('scale_min') }} as scale_min,
        {{ parse_number('detractor_max') }} as detractor_max,
        {{ parse_number('passive_max') }} as passive_max,
        {{ parse_number('scale_max') }} as scale_max,
        replace(lower({{ parse_text('score_direction') }}), '_is_', '_')
            as score_direction,
        {{ parse_text("concat(scale_min, detractor_max, passive_max, scale_max)") }}
            as scale_raw,

        malformed_line

    from found

),

keyed as (

    select
        *,
        {{ hashed(['source_system', 'survey_id', 'question_id']) }} as declaration_key
    from declared

)

select * from keyed
