with

surveys as (

    select * from {{ ref('stg_generic__surveys') }}

),

declared as (

    select
        -- ids
        'generic' as source_system,
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

    from surveys

),

keyed as (

    select
        *,
        {{ hashed(['source_system', 'survey_id', 'question_id']) }} as declaration_key
    from declared

)

select * from keyed
