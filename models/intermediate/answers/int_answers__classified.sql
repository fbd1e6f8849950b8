with

landed as (

    select
        *,
        -- Here, because an engine that knows the distinct texts of a column
        -- parses each of them once, and forgets them in a join.
        {{ score_number('score_raw') }} as written_score,
        lower({{ parse_text('score_raw') }}) as score_text,
        {{ parse_weight('weight_raw') }} as weight,
        {{ parse_boolean('is_test_raw') }} as is_test
    from {{ ref('nps', 'int_answers__landed') }}

),

score_words as (

    select * from {{ ref('nps', 'int_surveys__score_words') }}

),

versions as (

    select * from {{ ref('nps', 'int_answers__versions') }}

),

questions as (

    select * from {{ ref('nps', 'int_surveys__questions') }}

),

ruled as (

    select * from {{ ref('nps', 'int_rules__matched') }}

),

people as (

    select * from {{ ref('nps', 'int_people__attributes') }}

),

statuses as (

    select * from {{ ref('nps', 'nps_verdict_reasons') }}
    where is_status

),

classified as (

    select
        landed.*,

        -- what it is a version of
        coalesce(versions.version_rank, 1) as version_rank,
        versions.is_deleted,
        coalesce(versions.answer_changed_in, landed.changed_in) as answer_changed_in,
        coalesce(versions.is_another_answer, false) as is_another_answer,

        -- what was asked
        questions.declaration_key,
        questions.program,
        questions.metric_type,
        questions.is_employee,
        questions.scale_min,
        questions.detractor_max,
        questions.passive_max,
        questions.scale_max,
        questions.score_direction,

        -- what was answered, and where
        coalesce(score_words.score, landed.written_score) as score_number,
        {{ score_problem(
            'landed.score_raw', 'questions.scale_min', 'questions.scale_max',
            'coalesce(score_words.score, landed.written_score)') }}
            as score_problem,
        coalesce(ruled.ruled_touchpoint, landed.landed_touchpoint, questions.touchpoint)
            as touchpoint,
        {% for column in ruled_columns().values() if column != 'ruled_touchpoint' -%}
            ruled.{{ column }},
        {% endfor -%}
        {% for name in setting('nps_segments') -%}
            coalesce(by_id.segment_{{ loop.index }}, by_email.segment_{{ loop.index }})
                as person_segment_{{ loop.index }},
        {% endfor %}

        -- what it is
        statuses.reason as status_reason,
        {{ is_tombstone('landed.') }} as is_tombstone,
        {{ is_seen_row('landed.') }} as is_seen,
        {{ is_plausible_time('landed.responded_at', 'landed.loaded_at') }} as is_plausible,
        {{ utc_to_local_date('landed.responded_at', setting('nps_time_zone')) }} as response_date

    from landed
    left join versions
        on
            landed.key_digest = versions.key_digest
            and landed.row_nonce = versions.row_nonce
    left join questions
        on landed.question_key = questions.question_key
    left join score_words
        on
            landed.question_key = score_words.question_key
            and landed.score_text = score_words.score_text
    left join ruled
        on landed.rule_key = ruled.rule_key
    left join people as by_id
        on landed.respondent_id = by_id.identifier
    left join people as by_email
        on landed.email = by_email.identifier
    left join statuses
        on landed.status = statuses.reason

)

select * from classified  -- noqa: AM04
