with

landed as (

    select * from {{ ref('int_answers__landed').include(database=false) }}

),

scales as (

    select * from {{ ref('int_surveys__scaled').include(database=false) }}

),

ruled as (

    select * from {{ ref('int_rules__matched').include(database=false) }}

),

touched as (

    select * from {{ ref('int_answers__touched').include(database=false) }}

),

-- What follows from its scale or from a rule is not written with every row.
classified as (

    select
        landed.*,
        scales.declaration_key,
        coalesce(scales.program, landed.survey_id) as program,
        coalesce(scales.metric_type, landed.landed_metric_type) as metric_type,
        coalesce(scales.is_employee, false) as is_employee,
        coalesce(ruled.ruled_touchpoint, landed.landed_touchpoint, scales.touchpoint) as touchpoint,
        {% for column in ruled_columns().values() if column != 'ruled_touchpoint' -%}
            ruled.{{ column }},
        {% endfor -%}
        {{ parse_weight('landed.weight_raw') }} as weight,
        {{ nps_category(
            'landed.score', 'scales.scale_min', 'scales.detractor_max', 'scales.passive_max',
            'scales.scale_max', 'scales.score_direction') }}
            as category,
        -- Here, so that whoever wants touched answers alone reads no other row far.
        touched.key_digest is not null as is_touched
    from landed
    left join scales
        on landed.scale_key = scales.scale_key
    left join ruled
        on landed.rule_key = ruled.rule_key
    left join touched
        on landed.key_digest = touched.key_digest

)

select * from classified  -- noqa: AM04
