with

months as (

    select
        program,
        metric_type,
        period_month,
        response_count
    from {{ ref('nps', 'int_nps_cells__counted') }}
    where cell_kind = 'month'
    union all
    select
        program,
        metric_type,
        period_month,
        sum(response_count) as response_count
    from {{ ref('nps', 'int_companion_cells__counted') }}
    group by 1, 2, 3

),

landed_until as (

    select max({{ first_of_month(
        utc_to_local_date('latest_loaded_at', setting('nps_time_zone'))) }}) as landed_month
    from {{ ref('nps', 'int_loads__counted') }}

),

-- The newest month of all programs that is over: something came after it.
whole_month as (

    select
        case
            when max(landed_until.landed_month) > max(months.period_month)
                then max(months.period_month)
            else cast({{ dbt.dateadd('month', -1, 'max(months.period_month)') }} as date)
        end as period_month
    from months
    cross join landed_until

),

volumes as (

    select
        months.program,
        months.metric_type,
        whole_month.period_month,
        sum(case
            when months.period_month = whole_month.period_month then months.response_count else 0
        end) as month_count,
        sum(case
            when months.period_month < whole_month.period_month then months.response_count else 0
        end) as before_count,
        count(case when months.period_month < whole_month.period_month then 1 end)
            as answered_month_count
    from months
    cross join whole_month
    where
        months.period_month <= whole_month.period_month
        and months.period_month
        >= cast({{ dbt.dateadd('month', -3, 'whole_month.period_month') }} as date)
    group by 1, 2, 3

),

times as (

    select
        program,
        metric_type,
        sum(score_count) as answer_count,
        max(latest_loaded_at) as latest_loaded_at,
        max(latest_responded_at) as latest_responded_at
    from {{ ref('nps', 'int_loads__counted') }}
    where reason is null
    group by 1, 2

),

volume_checks as (

    select
        'volume_shift' as check_name,
        volumes.program,
        volumes.metric_type,
        volumes.period_month,
        volumes.month_count as measured_count,
        volumes.before_count as total_count,
        -- A program that is not answered every month has no usual month.
        case
            when volumes.answered_month_count = 3
                then 3 * {{ as_double('volumes.month_count') }} / volumes.before_count
        end as measured_value,
        volumes.before_count as judged_count,
        times.answer_count,
        times.latest_loaded_at,
        times.latest_responded_at
    from volumes
    left join times
        on
            volumes.program = times.program
            and volumes.metric_type = times.metric_type

)

select * from volume_checks
