with

answers as (

    select
        metric_type,
        program,
        response_month as period_month,
        is_employee,
        is_favourable,
        score
    from {{ ref('int_answers__ledger') }}
    where is_favourable is not null and is_seen

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

suppressed as (

    select
        *,
        case
            when is_employee
                then {{ is_small_cell('response_count', setting('nps_k_anonymity_employee')) }}
            else {{ is_small_cell('response_count', setting('nps_k_anonymity')) }}
        end as is_suppressed
    from counted

),

shown as (

    select
        *,
        case when not is_suppressed then favourable end as favourable_count,
        case when not is_suppressed then {{ nps_share('score_sum', 'response_count') }} end
            as mean_score
    from suppressed

),

scored as (

    select
        metric_type,
        program,
        period_month,
        response_count,
        favourable_count,
        {{ nps_share('favourable_count', 'response_count') }} as favourable_share,
        {{ wilson_limit('favourable_count', 'response_count', 'low') }} as favourable_ci_low,
        {{ wilson_limit('favourable_count', 'response_count', 'high') }} as favourable_ci_high,
        mean_score,
        {{ is_low_sample('response_count') }} as is_low_sample,
        is_suppressed
    from shown

)

select * from scored
