{{ config(post_hook="{{ assert_programs(this) }}") }}

with

ledger as (

    select * from {{ ref('nps', 'int_answers__ledger') }}

),

-- Of an employee's answer no more is told than the day of its loading, of what was
-- erased nothing.
told as (

    select
        *,
        case when is_seen then score end as seen_score,
        case
            when not is_seen or reason = 'erased' then null
            when is_employee then {{ dbt.date_trunc('day', 'loaded_at') }}
            else loaded_at
        end as told_loaded_at,
        case when is_seen and reason is null and not is_employee then responded_at end
            as told_responded_at,
        loaded_at > {{ dbt.dateadd('day', setting('nps_quality_late_days'), 'responded_at') }}
            as is_late
    from ledger

),

counted as (

    select
        load_number,
        source_system,
        survey_id,
        question_id,
        program,
        metric_type,
        declaration_key,
        is_employee,
        verdict,
        reason,
        count(*) as row_count,
        {{ count_where('reason is null and is_weight_invalid') }} as invalid_weight_count,
        {{ count_where('source_group != nps_category') }} as other_group_count,
        {{ count_where('is_another_answer') }} as another_answer_count,
        {{ count_where('is_anonymous') }} as anonymous_count,
        {{ count_where("touchpoint = '(unknown)'") }} as unknown_touchpoint_count,
        {% for name in setting('nps_segments') -%}
            {{ count_where('segment_' ~ loop.index ~ " = '(unknown)'") }}
                as unknown_segment_{{ loop.index }}_count,
        {% endfor -%}
        {{ count_where('is_late is not null') }} as timed_count,
        {{ count_where('is_late') }} as late_count,
        count(seen_score) as score_count,
        min(seen_score) as lowest_score,
        max(seen_score) as highest_score,
        max(told_loaded_at) as latest_loaded_at,
        max(told_responded_at) as latest_responded_at
    from told
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10

)

select * from counted
