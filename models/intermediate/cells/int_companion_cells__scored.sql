with

counted as (

    select * from {{ ref('nps', 'int_companion_cells__counted') }}

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
