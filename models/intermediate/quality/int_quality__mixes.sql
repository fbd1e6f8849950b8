with

cells as (

    select * from {{ ref('nps', 'int_nps_cells__counted') }}
    where metric_type = 'nps' and cell_kind in ('touchpoint', 'segment')

),

latest_months as (

    select
        program,
        max(period_month) as period_month
    from cells
    group by 1

),

-- Every label of the latest month or of the one before it.
labels as (

    select
        cells.program,
        cells.segment_name,
        latest_months.period_month,
        coalesce(cells.touchpoint, cells.segment_value) as cell_label,
        sum(case
            when cells.period_month = latest_months.period_month then cells.response_count else 0
        end) as label_count,
        sum(case
            when cells.period_month < latest_months.period_month then cells.response_count else 0
        end) as label_before_count
    from cells
    inner join latest_months
        on cells.program = latest_months.program
    where
        cells.period_month
        >= cast({{ dbt.dateadd('month', -1, 'latest_months.period_month') }} as date)
    group by 1, 2, 3, 4

),

whole_labels as (

    select
        *,
        sum(label_count) over (partition by program, segment_name) as month_count,
        sum(label_before_count) over (partition by program, segment_name) as before_count
    from labels

),

-- Half the sum of the differences of shares, in whole numbers until the end:
-- a sum of fractions depends on its order.
mixes as (

    select
        program,
        segment_name,
        period_month,
        month_count,
        before_count,
        {{ as_double('sum(abs(label_count * before_count - label_before_count * month_count))') }}
        / nullif(2 * {{ as_double('month_count') }} * before_count, 0) as distance
    from whole_labels
    group by 1, 2, 3, 4, 5

),

times as (

    select
        program,
        sum(score_count) as answer_count,
        max(latest_loaded_at) as latest_loaded_at,
        max(latest_responded_at) as latest_responded_at
    from {{ ref('nps', 'int_loads__counted') }}
    where verdict = 'counted'
    group by 1

),

mix_checks as (

    select
        case
            when mixes.segment_name is null then 'touchpoint_mix_shift'
            else 'segment_mix_shift'
        end as check_name,
        mixes.program,
        'nps' as metric_type,
        mixes.segment_name,
        mixes.period_month,
        mixes.month_count as measured_count,
        mixes.before_count as total_count,
        mixes.distance as measured_value,
        least(mixes.month_count, mixes.before_count) as judged_count,
        times.answer_count,
        times.latest_loaded_at,
        times.latest_responded_at
    from mixes
    left join times
        on mixes.program = times.program

)

select * from mix_checks
