with

classified as (

    select * from {{ ref('int_answers__classified').include(database=false) }}

),

versions as (

    select * from {{ ref('int_answers__versions').include(database=false) }}

),

ranked as (

    select
        classified.*,
        coalesce(versions.version_rank, 1) as version_rank,
        classified.is_person_erased
        or coalesce(
            versions.is_deleted,
            classified.is_tombstone
            and classified.response_id is not null
            and classified.survey_id is not null
        ) as is_erased
    from classified
    left join versions
        on
            classified.key_digest = versions.key_digest
            and classified.row_nonce = versions.row_nonce

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
