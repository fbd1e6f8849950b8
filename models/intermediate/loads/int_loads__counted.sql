{{ config(post_hook="{{ assert_programs(this) }}") }}

{%- set keys = load_tally_keys() | reject('equalto', 'seen_score') | list -%}
{%- set counts = ['row_count'] + load_tally_counts() | list -%}

with

corrections as (

    {{ tally(
        ref('int_answers__repeated'), ['load'], correction_weight(), 'key_digest is not null') }}

),

-- The newest moments are those of the rows as they landed, whatever newer
-- versions say.
tallied as (

    select
        {{ load_tally_keys() | join(',\n        ') }},
        {{ counts | join(',\n        ') }},
        latest_loaded_at,
        latest_responded_at
    from {{ ref('int_answers__tallied') }}
    where row_count is not null and is_cell is null
    union all
    select
        {{ load_tally_keys() | join(',\n        ') }},
        {{ counts | join(',\n        ') }},
        null as latest_loaded_at,
        null as latest_responded_at
    from corrections

),

erased as (

    select
        load_number,
        max(latest_erased_at) as latest_erased_at
    from corrections
    group by 1

),

by_score as (

    select
        {{ load_tally_keys() | join(',\n        ') }},
        {% for name in counts -%}
            sum({{ name }}) as {{ name }},
        {% endfor -%}
        max(latest_loaded_at) as latest_loaded_at,
        max(latest_responded_at) as latest_responded_at
    from tallied
    group by {{ range(1, load_tally_keys() | length + 1) | join(', ') }}
    having sum(row_count) > 0

),

counted as (

    select
        {{ keys | join(',\n        ') }},
        {% for name in counts -%}
            cast(sum({{ name }}) as bigint) as {{ name }},
        {% endfor -%}
        cast(sum(case when seen_score is not null then row_count else 0 end) as bigint)
            as score_count,
        min(seen_score) as lowest_score,
        max(seen_score) as highest_score,
        max(latest_loaded_at) as latest_loaded_at,
        max(latest_responded_at) as latest_responded_at
    from by_score
    group by {{ range(1, keys | length + 1) | join(', ') }}

),

-- A moment that an erased answer may have left is told no more.
told as (

    select
        {% for key in keys -%}
            counted.{{ key }},
        {% endfor -%}
        {% for name in counts -%}
            counted.{{ name }},
        {% endfor -%}
        counted.score_count,
        counted.lowest_score,
        counted.highest_score,
        counted.latest_loaded_at,
        case
            when counted.latest_responded_at <= erased.latest_erased_at then null
            else counted.latest_responded_at
        end as latest_responded_at
    from counted
    left join erased
        on counted.load_number = erased.load_number

)

select * from told
