with

answers as (

    select * from {{ ref('int_answers__declared') }}

),

scored as (

    select
        *,
        {{ score_problem('score_raw', 'scale_min', 'scale_max', 'score_number') }} as score_problem,
        case
            when scale_min is not null
                then {{ parse_score('score_raw', 'scale_min', 'scale_max', 'score_number') }}
        end as score
    from answers

)

select * from scored  -- noqa: AM04
