with

landed as (

    select * from {{ ref('int_answers__landed').include(database=false) }}

),

scales as (

    select * from {{ ref('int_surveys__scaled').include(database=false) }}

),

-- What follows from its scale is not written with every row.
classified as (

    select
        landed.*,
        scales.declaration_key,
        coalesce(scales.program, landed.survey_id) as program,
        coalesce(scales.metric_type, landed.landed_metric_type) as metric_type,
        coalesce(scales.is_employee, false) as is_employee,
        coalesce(landed.landed_touchpoint, scales.touchpoint) as touchpoint,
        {{ parse_weight('landed.weight_raw') }} as weight,
        {{ nps_category(
            'landed.score', 'scales.scale_min', 'scales.detractor_max', 'scales.passive_max',
            'scales.scale_max', 'scales.score_direction') }}
            as category
    from landed
    left join scales
        on landed.scale_key = scales.scale_key

)

select * from classified  -- noqa: AM04
