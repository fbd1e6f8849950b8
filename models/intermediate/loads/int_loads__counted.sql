{{ config(post_hook="{{ assert_programs(this) }}") }}

{%- set segments = setting('nps_segments') -%}
{%- set late_after = dbt.dateadd('day', setting('nps_quality_late_days'), 'responded_at') -%}
{%- set is_late = 'loaded_at > ' ~ late_after -%}
{%- set seen_score = 'case when is_seen then score end' -%}

-- The one pass over the ledger: what is asked of loads and surveys is asked here.
with

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
        cast(count(*) as bigint) as row_count,
        cast(count(case when reason is null and is_weight_invalid then 1 end) as bigint)
            as invalid_weight_count,
        cast(count(case when source_group != nps_category then 1 end) as bigint)
            as other_group_count,
        -- respondent_key would be hashed for every row.
        cast(count(case when respondent_id is null and email is null then 1 end) as bigint)
            as anonymous_count,
        cast(count(case when touchpoint = '(unknown)' then 1 end) as bigint)
            as unknown_touchpoint_count,
        {% for name in segments -%}
            cast(count(case when segment_{{ loop.index }} = '(unknown)' then 1 end) as bigint)
                as unknown_segment_{{ loop.index }}_count,
        {% endfor -%}
        cast(count({{ is_late }}) as bigint) as timed_count,
        cast(count(case when {{ is_late }} then 1 end) as bigint) as late_count,
        cast(count({{ seen_score }}) as bigint) as score_count,
        min({{ seen_score }}) as lowest_score,
        max({{ seen_score }}) as highest_score,
        -- Of an employee's answer no more is told than the day of its loading,
        -- of what was erased nothing.
        max(case
            when not is_seen or reason = 'erased' then null
            when is_employee then {{ dbt.date_trunc('day', 'loaded_at') }}
            else loaded_at
        end) as latest_loaded_at,
        max(case when is_seen and reason is null and not is_employee then responded_at end)
            as latest_responded_at
    from {{ ref('int_answers__ledger') }}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10

)

select * from counted
