with

landed as (

    select * from {{ ref('int_answers__landed').include(database=false) }}

),

versions as (

    select * from {{ ref('int_answers__versions').include(database=false) }}

),

ranked as (

    select
        landed.*,
        coalesce(versions.version_rank, 1) as version_rank,
        landed.is_person_erased
        or coalesce(
            versions.is_deleted,
            landed.is_tombstone and landed.response_id is not null and landed.survey_id is not null
        ) as is_erased
    from landed
    left join versions
        on
            landed.key_digest = versions.key_digest
            and landed.row_nonce = versions.row_nonce

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
    from ranked

),

-- What may be counted as customer NPS, before a selection policy chooses.
candidates as (

    select
        *,
        problem is null and metric_type = 'nps' and is_seen as is_candidate
    from judged

)

select * from candidates  -- noqa: AM04
