{{ config(pre_hook="{{ assert_band_scheme() }}") }}

with

cells as (

    select * from {{ ref('nps', 'int_nps_cells__suppressed') }}

),

scored as (

    {{ nps_score_block('cells') }}

),

-- The preceding calendar month of the same key; a gap of a sparse key is a
-- month without answers, the time before its first answer is nothing.
compared as (

    select
        *,
        lag(period_month) over by_month as last_month,
        lag(response_count) over by_month as last_response_count,
        lag(promoter_count) over by_month as last_promoter_count,
        lag(passive_count) over by_month as last_passive_count,
        lag(detractor_count) over by_month as last_detractor_count,
        lag(nps) over by_month as last_nps
    from scored
    window by_month as (
        partition by cell_kind, metric_type, program, segment_name, segment_value, touchpoint
        order by period_month
    )

),

preceded as (

    select
        *,
        coalesce(
            last_month = cast({{ dbt.dateadd('month', -1, 'period_month') }} as date),
            false
        ) as has_preceding_month
    from compared

),

changed as (

    select
        *,
        case
            when is_suppressed then null
            when has_preceding_month then last_response_count
            when last_month is not null then 0
        end as previous_response_count,
        case when has_preceding_month and not is_suppressed then last_nps end as previous_nps,
        case when has_preceding_month then nps - last_nps end as nps_change,
        case
            when has_preceding_month then {{ nps_change_z(
                ['promoter_count', 'passive_count', 'detractor_count'],
                ['last_promoter_count', 'last_passive_count', 'last_detractor_count']) }}
        end as nps_change_z
    from preceded

),

tested as (

    select
        *,
        {{ normal_two_sided_p('nps_change_z') }} as nps_change_p_value
    from changed

),

-- One family of tests: one program, month and dimension.
ranked as (

    select
        *,
        count(nps_change_p_value) over (
            partition by cell_kind, metric_type, program, period_month, segment_name
        ) as family_size,
        row_number() over (
            partition by
                cell_kind, metric_type, program, period_month, segment_name,
                nps_change_p_value is null
            order by nps_change_p_value
        ) as p_value_rank
    from tested

),

corrected as (

    select
        *,
        {{ benjamini_hochberg(
            'nps_change_p_value', 'family_size', 'p_value_rank',
            'cell_kind, metric_type, program, period_month, segment_name, nps_change_p_value is null') }}
            as nps_change_q_value
    from ranked

),

decided as (

    select
        cell_kind,
        metric_type,
        program,
        period_month,
        segment_name,
        segment_value,
        touchpoint,
        {{ score_block_columns() | join(',\n        ') }},
        previous_response_count,
        previous_nps,
        nps_change,
        nps_change_p_value,
        nps_change_q_value,
        nps_change_q_value < {{ (1 - setting('nps_confidence_level')) | round(12) }}
            as is_significant_change
    from corrected

)

select * from decided
