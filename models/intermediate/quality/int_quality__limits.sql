{{ config(post_hook="{{ assert_quality_limits() }}") }}

{#- Above which value each check is breached, null for never, and how many rows or answers
    there have to be before it can be. -#}
{%- set min_rows = setting('nps_quality_min_rows') -%}
{%- set min_answers = setting('nps_quality_min_answers') -%}
{%- set unknown_share = setting('nps_quality_unknown_share') -%}
{%- set limits = {
    'rejected_rows': [setting('nps_quality_rejected_share'), min_rows],
    'missing_scores': [setting('nps_quality_missing_score_share'), min_rows],
    'missing_scores_jump': [setting('nps_quality_missing_score_jump'), min_rows],
    'excluded_rows': [setting('nps_quality_excluded_share'), min_rows],
    'superseded_rows': [setting('nps_quality_superseded_share'), min_rows],
    'rows_by_reason': [none, 0],
    'malformed_lines': [setting('nps_quality_malformed_lines'), 0],
    'colliding_ids': [setting('nps_quality_colliding_ids'), 0],
    'late_answers': [setting('nps_quality_late_share'), min_rows],
    'anonymous_answers': [unknown_share, min_rows],
    'unknown_touchpoints': [unknown_share, min_rows],
    'unknown_segments': [unknown_share, min_rows],
    'lowest_score_unused': [0, min_answers],
    'highest_score_unused': [0, min_answers],
    'silent_surveys': [0, 0],
    'volume_shift': [setting('nps_quality_volume_factor'), min_answers],
    'touchpoint_mix_shift': [setting('nps_quality_mix_shift'), min_answers],
    'segment_mix_shift': [setting('nps_quality_mix_shift'), min_answers]} -%}

with

of_variables as (

    {% for check_name, limit in limits.items() -%}
        select
            '{{ check_name }}' as check_name,
            {{ as_double(limit[0] if limit[0] is not none else 'null') }} as threshold,
            {{ limit[1] }} as least_count
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

landed as (

    select
        {{ parse_text('check_name') }} as check_name,
        {{ parse_number('threshold') }} as threshold,
        {{ parse_number('least_count') }} as least_count,
        lower({{ parse_text('severity') }}) as severity
    from {{ ref('nps', 'stg_generic__quality_checks') }}

),

checks as (

    select * from {{ ref('nps', 'nps_quality_checks') }}

),

limits as (

    select
        of_variables.check_name,
        coalesce(landed.threshold, of_variables.threshold) as threshold,
        coalesce(landed.least_count, of_variables.least_count) as least_count,
        coalesce(landed.severity, checks.severity) as severity
    from of_variables
    inner join checks
        on of_variables.check_name = checks.check_name
    left join landed
        on of_variables.check_name = landed.check_name

)

select * from limits
