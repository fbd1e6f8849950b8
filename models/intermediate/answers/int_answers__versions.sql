with

landed as (

    select * from {{ ref('nps', 'int_answers__landed') }}

),

-- Few answers land more than once: only theirs are put in order.
repeated as (

    select key_digest
    from landed
    group by 1
    having count(*) > 1

),

ordered as (

    {{ versions_in_order(
        ref('nps', 'int_answers__landed'), 'select repeated.key_digest from repeated') }}

),

versions as (

    select
        key_digest,
        row_nonce,
        version_rank,
        is_deleted,
        answer_changed_in,
        is_another_answer
    from ordered
    where version_count > 1

)

select * from versions
