-- One version of an answer counts. A row here means that two landed rows of one
-- answer both stand, so that whoever answers twice is counted twice. Only
-- answers that this build touched are asked for; the digest stands for the key,
-- since two keys of one digest are rarer than a fault of the disk.
with

registered as (

    select * from {{ ref('stg_loads__registered') }}
    where registered_in = build_number

),

touched as (

    select distinct landed.key_digest
    from {{ ref('int_answers__landed') }} as landed
    inner join registered
        on landed.load_number = registered.load_number

),

winners as (

    select
        judged.key_digest,
        judged.is_seen,
        count(*) as winner_count
    from {{ ref('int_answers__judged') }} as judged
    inner join touched
        on judged.key_digest = touched.key_digest
    where
        judged.version_rank = 1
        and judged.response_id is not null
        and judged.survey_id is not null
        and judged.responded_at is not null
    group by 1, 2
    having count(*) > 1

)

select * from winners
