with

answers as (

    select * from {{ ref('int_answers__scored') }}

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
        response_id is not null
        and survey_id is not null
        and (responded_at is not null or is_tombstone) as is_version
    from flagged

),

versioned as (

    select
        *,
        case when is_version then row_number() over newest_first else 1 end as version_rank,
        is_person_erased
        or (is_version and first_value(is_tombstone) over newest_first) as is_erased
    from competing
    window newest_first as (
        partition by response_key, is_version, is_seen
        order by
            coalesce(updated_at, cast('0001-01-01' as timestamp)) desc,
            coalesce(loaded_at, cast('0001-01-01' as timestamp)) desc,
            {{ content_hash() }} desc
    )

)

select * from versioned  -- noqa: AM04
