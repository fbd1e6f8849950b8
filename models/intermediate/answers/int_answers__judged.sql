with

classified as (

    select
        *,
        malformed_line is null and has_response_id and survey_id is not null as has_key
    from {{ ref('nps', 'int_answers__classified') }}

),

-- A row that does not say which answer it deletes deletes none.
erased as (

    select
        *,
        is_person_erased or coalesce(is_deleted, is_tombstone and has_key) as is_erased
    from classified

),

-- The first match is the reason, and the order is a promise. One line follows in
-- int_answers__ledger, where a selection policy has looked across the answers of
-- a person. What has no reason counts.
judged as (

    select
        *,
        case
            when malformed_line is not null then 'malformed_line'

            when not has_response_id then 'missing_response_id'
            when survey_id is null then 'missing_survey_id'
            when responded_at is null and responded_at_raw is null then 'missing_responded_at'
            when responded_at is null then 'unparseable_responded_at'

            when is_erased then 'erased'

            when version_rank > 1 then 'superseded_version'

            when is_test then 'test'
            when status_reason is not null then status_reason

            when not is_plausible then 'implausible_responded_at'
            when scale_min is null then 'unknown_metric_type'
            when score_problem is not null then score_problem

            -- A companion metric: its answers are counted by themselves.
            when metric_type != 'nps' then null

            when not is_seen then 'after_as_of'
        end as reason_before_selection
    from erased

)

select * from judged  -- noqa: AM04
