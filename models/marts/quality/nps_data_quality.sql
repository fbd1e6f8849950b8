{#- What a check can be about, and which of it the checks of each model are about. -#}
{%- set subject_types = {
    'source_system': dbt.type_string(),
    'load_key': dbt.type_string(),
    'survey_id': dbt.type_string(),
    'program': dbt.type_string(),
    'metric_type': dbt.type_string(),
    'segment_name': dbt.type_string(),
    'reason': dbt.type_string(),
    'period_month': 'date'} -%}
{%- set subjects = [
    [ref('nps', 'int_quality__loads'), ['source_system', 'load_key', 'segment_name', 'reason']],
    [ref('nps', 'int_quality__surveys'), ['source_system', 'survey_id', 'program', 'metric_type']],
    [ref('nps', 'int_quality__volumes'), ['program', 'metric_type', 'period_month']],
    [ref('nps', 'int_quality__mixes'), ['program', 'metric_type', 'segment_name', 'period_month']]] -%}

{#- The end of a few scores is someone's score, and their newest time someone's time. -#}
{%- set is_small = is_small_cell('answer_count', setting('nps_k_anonymity')) -%}

with

limits as (

    select * from {{ ref('nps', 'int_quality__limits') }}

),

measured as (

    {% for relation, known in subjects -%}
        select
            check_name,
            {% for column, type in subject_types.items() -%}
                {{ column if column in known else 'cast(null as ' ~ type ~ ') as ' ~ column }},
            {% endfor -%}
            measured_count,
            total_count,
            case
                when
                    {{ is_small }}
                    and check_name in ('lowest_score_unused', 'highest_score_unused')
                    then null
                else measured_value
            end as measured_value,
            judged_count,
            case
                when {{ is_small }} then {{ dbt.date_trunc('day', 'latest_loaded_at') }}
                else latest_loaded_at
            end as latest_loaded_at,
            case when {{ is_small }} then null else latest_responded_at end as latest_responded_at
        from {{ relation }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

nps_data_quality as (

    select
        measured.check_name,
        measured.source_system,
        measured.load_key,
        measured.survey_id,
        measured.program,
        measured.metric_type,
        measured.segment_name,
        measured.reason as rejection_reason,
        measured.period_month,
        cast(measured.measured_count as bigint) as measured_count,
        cast(measured.total_count as bigint) as total_count,
        measured.measured_value,
        limits.threshold,
        limits.severity,
        coalesce(
            (
                measured.judged_count >= limits.least_count
                -- However few rows there are: where all are rejected, something is wrong.
                or (
                    measured.check_name = 'rejected_rows'
                    and measured.measured_count = measured.total_count
                )
            )
            and (
                measured.measured_value > limits.threshold
                or (
                    measured.check_name = 'volume_shift'
                    and measured.measured_value * limits.threshold < 1
                )
            ),
            false
        ) as is_breached,
        measured.latest_loaded_at,
        measured.latest_responded_at
    from measured
    inner join limits
        on measured.check_name = limits.check_name

)

select * from nps_data_quality
