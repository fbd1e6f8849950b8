with

classified as (

    select * from {{ ref('int_answers__classified').include(database=false) }}

),

versions as (

    select * from {{ ref('int_answers__versions').include(database=false) }}

),

-- Few answers land more than once. What is counted once for each load is counted
-- as if none did, and corrected by the second standing of those that do.
ranked as (

    select
        classified.*,
        coalesce(versions.version_rank, 1) as version_rank,
        versions.is_deleted,
        true as is_current,
        versions.key_digest is null as is_single,
        versions.key_digest is not null as is_repeated
    from classified
    left join versions
        on
            classified.key_digest = versions.key_digest
            and classified.row_nonce = versions.row_nonce
    union all
    select
        classified.*,
        1 as version_rank,
        cast(null as boolean) as is_deleted,
        false as is_current,
        true as is_single,
        true as is_repeated
    from classified
    inner join versions
        on
            classified.key_digest = versions.key_digest
            and classified.row_nonce = versions.row_nonce

)

select * from ranked
