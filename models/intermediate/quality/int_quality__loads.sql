{%- set segments = setting('nps_segments') -%}

{#- What is found in a load, of what, and the segment that it is found in. -#}
{%- set shares = [
    ['rejected_rows', 'rejected_count', 'landed_count', none],
    ['missing_scores', 'missing_score_count', 'landed_count', none],
    ['missing_scores_jump', 'missing_score_count', 'landed_count', none],
    ['excluded_rows', 'excluded_count', 'landed_count', none],
    ['superseded_rows', 'superseded_count', 'landed_count', none],
    ['malformed_lines', 'malformed_count', 'landed_count', none],
    ['colliding_ids', 'another_answer_count', 'landed_count', none],
    ['late_answers', 'late_count', 'timed_count', none],
    ['anonymous_answers', 'anonymous_count', 'counted_count', none],
    ['unknown_touchpoints', 'unknown_touchpoint_count', 'counted_count', none]] -%}
{%- set answer_counts = [
    'late_count', 'timed_count', 'anonymous_count', 'unknown_touchpoint_count'] -%}
{%- for name in segments -%}
    {%- set unknown_count = 'unknown_segment_' ~ loop.index ~ '_count' -%}
    {%- do shares.append(['unknown_segments', unknown_count, 'counted_count', name]) -%}
    {%- do answer_counts.append(unknown_count) -%}
{%- endfor -%}
{%- set no_text = 'cast(null as ' ~ dbt.type_string() ~ ')' -%}

with

counts as (

    select
        counts.*,
        coalesce(reasons.is_status, false) as is_status
    from {{ ref('nps', 'int_loads__counted') }} as counts
    left join {{ ref('nps', 'nps_verdict_reasons') }} as reasons
        on counts.reason = reasons.reason

),

landed as (

    select
        load_number,
        source_system,
        {{ without_address('load_key') }} as load_key
    from {{ ref('nps', 'int_loads__standing') }}

),

-- An empty file is a load as well.
loads as (

    select
        landed.source_system,
        landed.load_key,
        coalesce(sum(counts.row_count), 0) as landed_count,
        {% for verdict in ['counted', 'rejected', 'superseded'] -%}
            sum(case when counts.verdict = '{{ verdict }}' then counts.row_count else 0 end)
                as {{ verdict }}_count,
        {% endfor -%}
        -- An invitation that nobody answered is no response that was left out.
        sum(case
            when counts.is_status and counts.reason != 'offered' then counts.row_count
            else 0
        end) as excluded_count,
        sum(case when counts.reason = 'missing_score' then counts.row_count else 0 end)
            as missing_score_count,
        sum(case when counts.reason = 'malformed_line' then counts.row_count else 0 end)
            as malformed_count,
        coalesce(sum(counts.another_answer_count), 0) as another_answer_count,
        {% for column in answer_counts -%}
            sum(case when counts.verdict = 'counted' then counts.{{ column }} else 0 end)
                as {{ column }},
        {% endfor -%}
        sum(case when not counts.is_employee then counts.score_count else 0 end) as answer_count,
        max(counts.latest_loaded_at) as latest_loaded_at,
        max(counts.latest_responded_at) as latest_responded_at
    from landed
    left join counts
        on landed.load_number = counts.load_number
    group by 1, 2

),

compared_loads as (

    select
        *,
        sum(landed_count) over (partition by source_system) - landed_count as other_count,
        sum(missing_score_count) over (partition by source_system) - missing_score_count
            as other_missing_count
    from loads

),

load_checks as (

    {% for check_name, found, whole, segment_name in shares -%}
        select
            '{{ check_name }}' as check_name,
            source_system,
            load_key,
            {{ text_literal(segment_name) if segment_name else no_text }} as segment_name,
            {{ no_text }} as reason,
            {{ found }} as measured_count,
            {{ whole }} as total_count,
            {% if check_name in ['malformed_lines', 'colliding_ids'] -%}
                {{ as_double(found) }} as measured_value,
                {{ whole }} as judged_count,
            {%- elif check_name == 'missing_scores_jump' -%}
                -- One division: a difference of rounded shares may miss its threshold.
                {{ as_double(found ~ ' * other_count - other_missing_count * ' ~ whole) }}
                / nullif({{ as_double(whole) }} * other_count, 0) as measured_value,
                least({{ whole }}, other_count) as judged_count,
            {%- else -%}
                {{ as_double(found) }} / nullif({{ whole }}, 0) as measured_value,
                {{ whole }} as judged_count,
            {%- endif %}
            answer_count,
            latest_loaded_at,
            latest_responded_at
        from compared_loads
        union all
    {% endfor -%}
    select
        'rows_by_reason' as check_name,
        landed.source_system,
        landed.load_key,
        {{ no_text }} as segment_name,
        counts.reason,
        sum(counts.row_count) as measured_count,
        max(loads.landed_count) as total_count,
        {{ as_double('sum(counts.row_count)') }} / max(loads.landed_count) as measured_value,
        max(loads.landed_count) as judged_count,
        max(loads.answer_count) as answer_count,
        max(loads.latest_loaded_at) as latest_loaded_at,
        max(loads.latest_responded_at) as latest_responded_at
    from landed
    inner join counts
        on landed.load_number = counts.load_number
    inner join loads
        on
            landed.source_system = loads.source_system
            and landed.load_key = loads.load_key
    where counts.reason is not null
    group by 1, 2, 3, 4, 5

)

select * from load_checks
