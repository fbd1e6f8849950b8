with

ranked as (

    select * from {{ ref('int_answers__ranked').include(database=false) }}

),

scales as (

    select * from {{ ref('int_surveys__scaled').include(database=false) }}

),

ruled as (

    select * from {{ ref('int_rules__matched').include(database=false) }}

),

-- What follows from its scale or from a rule is not written with every row.
classified as (

    select
        ranked.*,
        scales.declaration_key,
        coalesce(scales.program, ranked.survey_id) as program,
        coalesce(scales.metric_type, ranked.landed_metric_type) as metric_type,
        coalesce(scales.is_employee, false) as is_employee,
        coalesce(ruled.ruled_touchpoint, ranked.landed_touchpoint, scales.touchpoint) as touchpoint,
        {% for column in ruled_columns().values() if column != 'ruled_touchpoint' -%}
            ruled.{{ column }},
        {% endfor -%}
        {{ parse_weight('ranked.weight_raw') }} as weight,
        {{ category_of_valid_score(
            'ranked.score', 'scales.scale_min', 'scales.detractor_max', 'scales.passive_max',
            'scales.scale_max', 'scales.score_direction') }}
            as category
    from ranked
    left join scales
        on ranked.scale_key = scales.scale_key
    left join ruled
        on ranked.rule_key = ruled.rule_key

)

select * from classified  -- noqa: AM04
