{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='period_month',
    on_schema_change='fail'
) }}

with

touched as (

    {{ touched_months(this) }}

),

answers as (

    select
        metric_type,
        program,
        response_month as period_month,
        is_employee,
        is_favourable,
        score
    from {{ ref('int_answers__ledger') }}
    where
        is_favourable is not null
        and is_seen
        and response_month in (select touched.period_month from touched)

),

counted as (

    select
        metric_type,
        program,
        period_month,
        is_employee,
        cast(count(*) as bigint) as response_count,
        cast(sum(case when is_favourable then 1 else 0 end) as bigint) as favourable,
        cast(sum(score) as bigint) as score_sum
    from answers
    group by 1, 2, 3, 4

),

cells as (

    select
        counted.*,
        touched.counted_in
    from counted
    inner join touched
        on counted.period_month = touched.period_month
    union all
    select
        null as metric_type,
        null as program,
        period_month,
        null as is_employee,
        0 as response_count,
        0 as favourable,
        0 as score_sum,
        counted_in
    from touched

)

select * from cells
