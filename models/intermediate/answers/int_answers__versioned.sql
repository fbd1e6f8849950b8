with

answers as (

    select * from {{ ref('int_answers__keyed') }}

),

erased_people as (

    select * from {{ ref('int_people__erased') }}

),

flagged as (

    select
        answers.*,
        {{ is_seen('answers.responded_at') }}
        and {{ is_seen('answers.updated_at') }}
        and {{ is_seen('answers.loaded_at') }} as is_seen,
        {{ parse_text('answers.deleted_at_raw') }} is not null
        and {{ is_seen('answers.deleted_at') }} as is_tombstone,
        by_respondent.identifier is not null
        or by_email.identifier is not null as is_person_erased
    from answers
    left join erased_people as by_respondent
        on
            answers.respondent_id = by_respondent.identifier
            and by_respondent.identifier_kind = 'respondent_id'
    left join erased_people as by_email
        on
            answers.email = by_email.identifier
            and by_email.identifier_kind = 'email'

),

-- A row without a key is no version of anything, but a tombstone is one even
-- where it says no more than which answer is gone.
competing as (

    select
        *,
        case
            when
                response_id is not null
                and survey_id is not null
                and (responded_at is not null or is_tombstone)
                then response_key
        end as version_key
    from flagged

),

-- Few answers land more than once: only theirs are hashed and put in order,
-- which saves most of the work.
repeated as (

    select version_key
    from competing
    where version_key is not null
    group by 1
    having count(*) > 1

),

single as (

    select
        competing.*,
        1 as version_rank,
        competing.is_person_erased
        or (competing.version_key is not null and competing.is_tombstone) as is_erased
    from competing
    left join repeated
        on competing.version_key = repeated.version_key
    where repeated.version_key is null

),

ordered as (

    select
        competing.*,
        row_number() over newest_first as version_rank,
        competing.is_person_erased
        or first_value(competing.is_tombstone) over newest_first as is_erased
    from competing
    inner join repeated
        on competing.version_key = repeated.version_key
    window newest_first as (
        partition by competing.version_key, competing.is_seen
        order by
            coalesce(competing.updated_at, cast('0001-01-01' as timestamp)) desc,
            coalesce(competing.loaded_at, cast('0001-01-01' as timestamp)) desc,
            {{ content_hash() }} desc
    )

),

versioned as (

    select * from single
    union all
    select * from ordered

)

select * from versioned  -- noqa: AM04
