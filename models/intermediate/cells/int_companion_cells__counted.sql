with

answers as (

    select * from {{ ref('nps', 'int_answers__ledger') }}
    where
        metric_type in ('csat', 'ces')
        and is_seen
        and is_favourable is not null

),

cells as (

    select
        metric_type,
        program,
        response_month as period_month,
        is_employee,
        count(*) as response_count,
        {{ count_where('is_favourable') }} as favourable,
        cast(sum(score) as bigint) as score_sum
    from answers
    group by 1, 2, 3, 4

)

select * from cells
