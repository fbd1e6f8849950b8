with

classified as (

    select
        *,
        is_person_erased
        or coalesce(
            is_deleted,
            is_tombstone and response_id is not null and survey_id is not null
        ) as is_erased
    from {{ ref('int_answers__classified').include(database=false) }}

),

-- What its versions say of a row comes between a missing key and the rest.
judged as (

    select
        *,
        case
            when
                response_id is null or survey_id is null or responded_at is null
                then own_problem
            when is_erased then 'erased'
            when version_rank > 1 then 'superseded_version'
            else own_problem
        end as problem
    from classified

),

-- What may be counted as customer NPS, before a selection policy chooses.
candidates as (

    select
        *,
        is_current and problem is null and metric_type = 'nps' and is_seen as is_candidate
    from judged

)

select * from candidates  -- noqa: AM04
