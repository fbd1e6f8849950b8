with

answers as (

    select * from {{ ref('int_answers__declared') }}

),

scored as (

    select
        *,
        {{ score_problem('score_raw', 'scale_min', 'scale_max') }} as score_problem,
        case
            when scale_min is not null
                then {{ parse_score('score_raw', 'scale_min', 'scale_max') }}
        end as score,
        {{ parse_weight('weight_raw') }} as weight
    from answers

),

categorised as (

    select
        *,
        {{ nps_category(
            'score', 'scale_min', 'detractor_max', 'passive_max', 'scale_max',
            'score_direction') }}
            as category
    from scored

)

select * from categorised  -- noqa: AM04
