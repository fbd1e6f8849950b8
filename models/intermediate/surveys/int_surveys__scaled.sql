{{ config(post_hook="{{ assert_survey_declarations(this) }}") }}

with

declared as (

    select * from {{ ref('nps', 'int_surveys__declared') }}

),

metric_scales as (

    select * from {{ ref('nps', 'nps_metric_scales') }}

),

default_scales as (

    select * from metric_scales
    where is_default

),

-- A declaration without a metric type serves whatever its answers say.
undeclared as (

    select
        'undeclared' as declaration_key,
        cast(null as {{ dbt.type_string() }}) as program,
        cast(null as {{ dbt.type_string() }}) as survey_kind,
        cast(null as {{ dbt.type_string() }}) as touchpoint,
        'higher_better' as score_direction,
        metric_type,
        scale_min,
        cast(null as {{ type_double() }}) as detractor_max,
        cast(null as {{ type_double() }}) as passive_max,
        scale_max
    from default_scales

),

declared_for_metric as (

    select
        declared.declaration_key,
        declared.program,
        declared.survey_kind,
        declared.touchpoint,
        coalesce(declared.score_direction, 'higher_better') as score_direction,
        default_scales.metric_type,
        coalesce(declared.scale_min, default_scales.scale_min) as scale_min,
        declared.detractor_max,
        declared.passive_max,
        coalesce(declared.scale_max, default_scales.scale_max) as scale_max
    from declared
    inner join default_scales
        on coalesce(declared.metric_type, default_scales.metric_type) = default_scales.metric_type

),

-- Answers of a metric that nobody knows have no scale, but their survey still
-- says whose they are.
of_no_metric as (

    select
        declaration_key,
        program,
        survey_kind,
        touchpoint,
        'higher_better' as score_direction,
        cast(null as {{ dbt.type_string() }}) as metric_type,
        cast(null as {{ type_double() }}) as scale_min,
        cast(null as {{ type_double() }}) as detractor_max,
        cast(null as {{ type_double() }}) as passive_max,
        cast(null as {{ type_double() }}) as scale_max
    from declared

),

candidates as (

    select * from declared_for_metric
    union all
    select * from undeclared
    union all
    select * from of_no_metric

),

scaled as (

    select
        candidates.declaration_key,
        candidates.metric_type as landed_metric_type,
        case
            when candidates.survey_kind = 'employee' and candidates.metric_type = 'nps' then 'enps'
            else candidates.metric_type
        end as metric_type,
        candidates.program,
        coalesce(
            candidates.survey_kind = 'employee' or candidates.metric_type = 'enps', false
        ) as is_employee,
        candidates.touchpoint,
        candidates.score_direction,
        candidates.scale_min,
        coalesce(candidates.detractor_max, metric_scales.detractor_max) as detractor_max,
        coalesce(candidates.passive_max, metric_scales.passive_max) as passive_max,
        candidates.scale_max
    from candidates
    left join metric_scales
        on
            candidates.metric_type = metric_scales.metric_type
            and candidates.scale_min = metric_scales.scale_min
            and candidates.scale_max = metric_scales.scale_max

)

select * from scaled
