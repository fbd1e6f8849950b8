-- Few answers land more than once. What is counted once for each load is counted
-- as if none did, and corrected by the second standing of those that do. The
-- relations are named twice, since a common table of them would be held in memory.
with

as_they_are as (

    select
        classified.*,
        coalesce(versions.version_rank, 1) as version_rank,
        versions.is_deleted,
        true as is_current,
        versions.key_digest is null as is_single,
        versions.key_digest is not null as is_repeated
    from {{ ref('int_answers__classified').include(database=false) }} as classified
    left join {{ ref('int_answers__versions').include(database=false) }} as versions
        on
            classified.key_digest = versions.key_digest
            and classified.row_nonce = versions.row_nonce

),

as_the_only_ones as (

    select
        classified.*,
        1 as version_rank,
        cast(null as boolean) as is_deleted,
        false as is_current,
        true as is_single,
        true as is_repeated
    from {{ ref('int_answers__classified').include(database=false) }} as classified
    inner join {{ ref('int_answers__versions').include(database=false) }} as versions
        on
            classified.key_digest = versions.key_digest
            and classified.row_nonce = versions.row_nonce

),

ranked as (

    select * from as_they_are  -- noqa: AM04
    union all
    select * from as_the_only_ones  -- noqa: AM04

)

select * from ranked  -- noqa: AM04
