{%- set columns = survey_columns() %}
{%- set scale_columns = [
    'scale_min', 'detractor_max', 'passive_max', 'scale_max', 'score_direction'] %}

with

surveys as (

    select
        {{ columns | join(',\n        ') }},
        coalesce({{ parse_text('source_system') }}, 'generic') as source_system,
        malformed_line
    from {{ ref('nps', 'stg_generic__surveys') }}

),

-- What one table says of the surveys of every source comes first.
surveys_of_others as (

    select
        'the table surveys' as declared_in,
        {% for column in columns -%}
            {{ parse_text(column) }} as {{ column }},
        {% endfor -%}
        source_system
    from surveys
    where source_system != 'generic'

),

-- The same of every other source; of sources that are not read nothing is said.
mapped_surveys as (

    select
        'the table nps_metric_map' as declared_in,
        {% for column in columns -%}
            {{ parse_text(column) }} as {{ column }},
        {% endfor -%}
        {{ parse_text('source_system') }} as source_system
    from {{ rule_table('nps_metric_map') }}

),

metric_map as (

    select * from surveys_of_others
    where source_system in ({{ answer_source_names() }})
    union all
    select mapped_surveys.*
    from mapped_surveys
    left join surveys_of_others
        on
            mapped_surveys.source_system = surveys_of_others.source_system
            and mapped_surveys.survey_id = surveys_of_others.survey_id
            and coalesce(mapped_surveys.question_id, '')
            = coalesce(surveys_of_others.question_id, '')
    where
        surveys_of_others.survey_id is null
        and mapped_surveys.source_system in ({{ answer_source_names() }})

),

by_platform as (

    {% for platform in enabled_survey_declarers() -%}
        select
            {{ text_literal(platform) }} as platform,
            says.*
        from {{ ref('nps', 'stg_' ~ platform ~ '__surveys') }} as says
        union all
    {% endfor -%}
    select
        cast(null as {{ dbt.type_string() }}) as platform,
        {{ survey_row({}) }}
    from metric_map
    where 1 = 0

),

-- Whoever names a program, and no scale, leaves the scale to the platform.
mapped as (

    select
        metric_map.*,
        by_platform.metric_type as own_metric_type,
        {% for column in scale_columns -%}
            by_platform.{{ column }} as own_{{ column }},
        {% endfor -%}
        coalesce({{ 'metric_map.' ~ scale_columns | join(', metric_map.') }}) is null
        and coalesce(metric_map.metric_type = by_platform.metric_type, true) as leaves_scale
    from metric_map
    left join by_platform
        on
            metric_map.source_system = by_platform.source_system
            and metric_map.survey_id = by_platform.survey_id
            and coalesce(metric_map.question_id, '') = coalesce(by_platform.question_id, '')

),

of_platforms_alone as (

    select by_platform.*
    from by_platform
    left join metric_map
        on
            by_platform.source_system = metric_map.source_system
            and by_platform.survey_id = metric_map.survey_id
            and coalesce(by_platform.question_id, '') = coalesce(metric_map.question_id, '')
    where metric_map.survey_id is null

),

found as (

    select
        'the table surveys' as declared_in,
        source_system,
        {{ columns | join(',\n        ') }},
        malformed_line
    from surveys
    where source_system = 'generic' or malformed_line is not null
    union all
    select
        declared_in,
        source_system,
        {% for column in columns -%}
            {% if column in scale_columns -%}
                case when leaves_scale then own_{{ column }} else {{ column }} end as {{ column }},
            {%- elif column == 'metric_type' -%}
                coalesce(metric_type, own_metric_type) as metric_type,
            {%- else -%}
                {{ column }},
            {%- endif %}
        {% endfor -%}
        cast(null as {{ dbt.type_string() }}) as malformed_line
    from mapped
    union all
    select
        'what ' || platform || ' says of its surveys' as declared_in,
        source_system,
        {{ columns | join(',\n        ') }},
        cast(null as {{ dbt.type_string() }}) as malformed_line
    from of_platforms_alone

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
