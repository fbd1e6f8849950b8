with

counts as (

    select * from {{ ref('nps', 'int_loads__counted') }}

),

scales as (

    select
        declaration_key,
        metric_type,
        min(scale_min) as scale_min,
        max(scale_max) as scale_max
    from {{ ref('nps', 'int_surveys__scaled') }}
    group by 1, 2

),

-- The ends of the answers of few employees would be single answers.
surveys as (

    select
        counts.source_system,
        counts.survey_id,
        counts.program,
        counts.metric_type,
        sum(counts.score_count) as score_count,
        min(counts.lowest_score) - min(scales.scale_min) as unused_below,
        max(scales.scale_max) - max(counts.highest_score) as unused_above,
        max(counts.latest_loaded_at) as latest_loaded_at,
        max(counts.latest_responded_at) as latest_responded_at
    from counts
    inner join scales
        on
            counts.declaration_key = scales.declaration_key
            and counts.metric_type = scales.metric_type
    where counts.reason is null and not counts.is_employee
    group by 1, 2, 3, 4

),

answered as (

    select
        declaration_key,
        sum(case when reason is null then row_count else 0 end) as row_count,
        sum(score_count) as answer_count,
        max(latest_loaded_at) as latest_loaded_at,
        max(latest_responded_at) as latest_responded_at
    from counts
    group by 1

),

declared as (

    select
        declared.source_system,
        {{ without_address('declared.survey_id') }} as survey_id,
        {{ without_address('coalesce(declared.program, declared.survey_id)') }} as program,
        declared.metric_type,
        count(case when coalesce(answered.row_count, 0) = 0 then 1 end) as silent_count,
        count(*) as declaration_count,
        sum(answered.answer_count) as answer_count,
        max(answered.latest_loaded_at) as latest_loaded_at,
        max(answered.latest_responded_at) as latest_responded_at
    from {{ ref('nps', 'int_surveys__declared') }} as declared
    left join answered
        on declared.declaration_key = answered.declaration_key
    group by 1, 2, 3, 4

),

survey_checks as (

    {% for check_name, points in [
        ('lowest_score_unused', 'unused_below'), ('highest_score_unused', 'unused_above')] -%}
        select
            '{{ check_name }}' as check_name,
            source_system,
            survey_id,
            program,
            metric_type,
            cast(null as bigint) as measured_count,
            score_count as total_count,
            {{ points }} as measured_value,
            score_count as judged_count,
            score_count as answer_count,
            latest_loaded_at,
            latest_responded_at
        from surveys
        union all
    {% endfor -%}
    select
        'silent_surveys' as check_name,
        source_system,
        survey_id,
        program,
        metric_type,
        silent_count as measured_count,
        declaration_count as total_count,
        {{ as_double('silent_count') }} as measured_value,
        declaration_count as judged_count,
        answer_count,
        latest_loaded_at,
        latest_responded_at
    from declared

)

select * from survey_checks
