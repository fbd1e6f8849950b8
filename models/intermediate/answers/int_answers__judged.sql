with

classified as (

    select
        *,
        -- By its problem, for the keys themselves are wide to read.
        coalesce(
            own_problem in ('malformed_line', 'missing_response_id', 'missing_survey_id'), false
        ) as lacks_key
    from {{ ref('int_answers__classified').include(database=false) }}

),

erased as (

    select
        *,
        is_person_erased or coalesce(is_deleted, is_tombstone and not lacks_key) as is_erased
    from classified

),

-- What its versions say of a row comes between a missing key and the rest.
judged as (

    select
        *,
        case
            when lacks_key or responded_at is null then own_problem
            when is_erased then 'erased'
            when version_rank > 1 then 'superseded_version'
            else own_problem
        end as problem
    from erased

),

-- What may be counted as customer NPS, before a selection policy chooses.
candidates as (

    select
        *,
        is_current and problem is null and metric_type = 'nps' and is_seen as is_candidate
    from judged

)

select * from candidates  -- noqa: AM04
