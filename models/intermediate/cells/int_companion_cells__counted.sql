{%- set keys = ['metric_type', 'program', 'response_month', 'is_employee'] -%}
{%- set counts = ['row_count', 'favourable', 'score_sum'] -%}

with

corrections as (

    {{ tally(ref('int_answers__repeated'), ['cell'], correction_weight()) }}

),

parts as (

    select
        {{ (keys + counts) | join(',\n        ') }}
    from {{ ref('int_answers__tallied') }}
    where is_cell and metric_type in ('csat', 'ces')
    union all
    select
        {{ (keys + counts) | join(',\n        ') }}
    from corrections
    where metric_type in ('csat', 'ces')

),

cells as (

    select
        metric_type,
        program,
        response_month as period_month,
        is_employee,
        cast(sum(row_count) as bigint) as response_count,
        cast(sum(favourable) as bigint) as favourable,
        cast(sum(score_sum) as bigint) as score_sum
    from parts
    group by 1, 2, 3, 4
    having sum(row_count) > 0

)

select * from cells
