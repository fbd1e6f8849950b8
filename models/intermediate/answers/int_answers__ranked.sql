with

landed as (

    select * from {{ ref('int_answers__landed').include(database=false) }}

),

touched as (

    -- Without the row that has no key, no answer is looked up where none is listed.
    select * from {{ ref('int_answers__touched').include(database=false) }}
    where key_digest is not null

),

-- Few answers land more than once. What is counted once for each load is counted
-- as if none did, and corrected by the second standing of the rows that newer
-- versions change: the newest itself stands as it would alone.
standings as (

    select
        key_digest,
        row_nonce,
        version_rank,
        is_deleted,
        true as is_current,
        version_rank = 1 and not is_deleted as is_single
    from {{ ref('int_answers__versions').include(database=false) }}
    union all
    select
        key_digest,
        row_nonce,
        1 as version_rank,
        null as is_deleted,
        false as is_current,
        true as is_single
    from {{ ref('int_answers__versions').include(database=false) }}
    where version_rank > 1 or is_deleted

),

-- Before all else, so that whoever wants repeated or touched answers alone reads
-- few other rows.
ranked as (

    select
        landed.*,
        standings.is_deleted,
        coalesce(standings.version_rank, 1) as version_rank,
        coalesce(standings.is_current, true) as is_current,
        coalesce(standings.is_single, true) as is_single,
        coalesce(not (standings.is_current and standings.is_single), false) as stands_twice,
        landed.own_problem is null
        and landed.is_seen
        and not landed.is_tombstone
        and not landed.is_person_erased
        and coalesce(standings.is_current and standings.is_single, true) as is_plain,
        touched.key_digest is not null as is_touched
    from landed
    left join standings
        on
            landed.key_digest = standings.key_digest
            and landed.row_nonce = standings.row_nonce
    left join touched
        on landed.key_digest = touched.key_digest

)

select * from ranked  -- noqa: AM04
