-- One version of an answer counts. A row here means that two landed rows of one
-- answer both stand, so that whoever answers twice is counted twice. The digest
-- stands for the key, since two keys of one digest are rarer than a fault of the
-- disk.
with

landed as (

    select * from {{ rows_to_test(
        ref('nps', 'int_answers__classified'), ref('nps', 'int_changes__rows')) }}

),

winners as (

    select
        key_digest,
        is_seen,
        count(*) as winner_count
    from landed
    where
        version_rank = 1
        and response_id is not null
        and survey_id is not null
        and responded_at is not null
    group by 1, 2
    having count(*) > 1

)

select * from winners
