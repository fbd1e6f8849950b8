{%- set follows = follows_touched_answers() -%}
{{ config(
    materialized='incremental',
    incremental_strategy='touched_answers',
    on_schema_change='sync_all_columns',
    post_hook="{{ empty_deleted_versions(this) }}"
) }}

with

registered as (

    select * from {{ ref('stg_loads__registered') }}

),

touched as (

    select * from {{ ref('int_answers__touched') }}

),

-- Few answers land more than once: only theirs are put in order. The landed
-- rows are named twice, since a common table of them would be held in memory.
keys as (

    {% if follows -%}
        select key_digest
        from touched
    {%- else -%}
        select key_digest
        from {{ ref('int_answers__landed') }}
        group by 1
        having count(*) > 1
    {%- endif %}

),

-- A row without a key is no version of anything, but a tombstone is one even
-- where it says no more than which answer is gone.
versions as (

    select
        landed.key_digest,
        landed.row_nonce,
        landed.load_number,
        landed.source_system,
        landed.survey_id,
        landed.question_id,
        landed.response_id,
        landed.is_seen,
        landed.is_tombstone,
        coalesce(landed.updated_at, cast('0001-01-01' as timestamp)) as updated_at,
        coalesce(landed.loaded_at, cast('0001-01-01' as timestamp)) as loaded_at,
        registered.load_key
    from {{ ref('int_answers__landed') }} as landed
    inner join keys
        on landed.key_digest = keys.key_digest
    left join registered
        on landed.load_number = registered.load_number
    where
        landed.response_id is not null
        and landed.survey_id is not null
        and (landed.responded_at is not null or landed.is_tombstone)

),

tied_keys as (

    select key_digest
    from versions
    group by key_digest, is_seen, updated_at, loaded_at  -- noqa: AM06
    having count(*) > 1

),

-- Content has the last word, and takes the whole row: only of what times leave open.
tied as (

    select
        key_digest,
        row_nonce,
        coalesce(content_digest, {{ content_digest() }}) as last_word
    from {{ ref('int_answers__landed') }}
    where key_digest in (select tied_keys.key_digest from tied_keys)

),

worded as (

    select
        versions.*,
        tied.last_word
    from versions
    left join tied
        on
            versions.key_digest = tied.key_digest
            and versions.row_nonce = tied.row_nonce

),

ordered as (

    select
        key_digest,
        row_nonce,
        load_number,
        count(*) over (partition by key_digest) as version_count,
        row_number() over newest_first as version_rank,
        first_value(is_tombstone) over newest_first as is_deleted,
        max(case when is_tombstone then 1 else 0 end) over (
            newest_first rows between unbounded preceding and current row
        ) = 1 as is_before_deletion
    from worded
    window newest_first as (
        -- Two keys may share a digest.
        partition by key_digest, source_system, survey_id, question_id, response_id, is_seen
        order by
            updated_at desc,
            loaded_at desc,
            last_word desc,
            -- Of equal rows chance would say which load counts.
            load_key desc,
            row_nonce desc
    )

),

this_build as (

    select max(touched_until) as built_in
    from touched

),

-- A single row needs no place.
ranked as (

    select
        ordered.key_digest,
        ordered.row_nonce,
        ordered.load_number,
        ordered.version_rank,
        ordered.is_deleted,
        ordered.is_before_deletion,
        this_build.built_in
    from ordered
    cross join this_build
    where ordered.version_count > 1
    union all
    -- Where nothing lands twice, this row remembers that all was looked at.
    select
        null as key_digest,
        null as row_nonce,
        null as load_number,
        null as version_rank,
        null as is_deleted,
        null as is_before_deletion,
        built_in
    from this_build

)

select * from ranked
