{#- The landed rows of some answers, each in its place among the versions of its answer.
    keys: a query of the key_digest of these answers. A row without a key is no version
    of anything, but a deletion is one even where it says no more than which answer is
    gone. -#}
{% macro versions_in_order(landed, keys) -%}
    with

    versions as (

        select
            landed.key_digest,
            landed.row_nonce,
            landed.source_system,
            landed.survey_id,
            landed.question_id,
            landed.response_id,
            landed.changed_in,
            landed.responded_at,
            coalesce(landed.respondent_id, landed.email) as respondent,
            landed.updated_at is not null as is_update,
            loads.load_key,
            {{ nps.is_seen_row('landed.') }} as is_seen,
            {{ nps.is_tombstone('landed.') }} as is_tombstone,
            coalesce(landed.updated_at, cast('0001-01-01' as timestamp)) as updated_at,
            coalesce(landed.loaded_at, cast('0001-01-01' as timestamp)) as loaded_at
        from {{ landed }} as landed
        left join {{ ref('nps', 'int_loads__standing') }} as loads
            on landed.load_number = loads.load_number
        where
            landed.key_digest in ({{ keys }})
            and landed.has_response_id
            and landed.survey_id is not null
            and (landed.responded_at is not null or {{ nps.is_tombstone('landed.') }})

    ),

    tied_keys as (

        select key_digest
        from versions
        group by key_digest, is_seen, updated_at, loaded_at
        having count(*) > 1

    ),

    -- Content has the last word, and takes the whole row: only of what times leave open.
    tied as (

        select
            key_digest,
            row_nonce,
            coalesce(content_digest, {{ nps.content_digest() }}) as last_word
        from {{ landed }}
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

    )

    select
        key_digest,
        row_nonce,
        count(*) over (partition by key_digest) as version_count,
        max(changed_in) over (partition by key_digest) as answer_changed_in,
        row_number() over newest_first as version_rank,
        first_value(is_tombstone) over newest_first as is_deleted,
        max(case when is_tombstone then 1 else 0 end) over (
            newest_first rows between unbounded preceding and current row
        ) = 1 as is_before_deletion,
        -- Ids that start again in each export make versions of what are answers of others.
        coalesce(respondent != first_value(respondent) over newest_first, false)
        or coalesce(
            not first_value(is_update) over newest_first
            and (
                {{ dbt.dateadd('day', 1, 'responded_at') }} < first_value(responded_at) over newest_first
                or responded_at > {{ dbt.dateadd('day', 1, 'first_value(responded_at) over newest_first') }}
            ), false) as is_another_answer
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
{%- endmacro %}


{#- Whether a landed row deletes its answer: any text in deleted_at does, from the time
    on that it names. -#}
{% macro is_tombstone(prefix='') -%}
    (
        ({{ prefix }}deleted_at is not null or {{ prefix }}deleted_at_raw is not null)
        and {{ nps.is_seen(prefix ~ 'deleted_at') }}
    )
{%- endmacro %}


{#- Whether a landed row was there at the end of the day nps_as_of. -#}
{% macro is_seen_row(prefix='') -%}
    (
        {{ nps.is_seen(prefix ~ 'responded_at') }}
        and {{ nps.is_seen(prefix ~ 'updated_at') }}
        and {{ nps.is_seen(prefix ~ 'loaded_at') }}
    )
{%- endmacro %}
