{{ config(post_hook="{{ assert_programs(this) }}") }}

with

ledger as (

    select
        load_number,
        source_system,
        survey_id,
        question_id,
        program,
        metric_type,
        declaration_key,
        is_employee,
        verdict,
        reason,
        reason is null and is_weight_invalid as is_weight_invalid
    from {{ ref('int_answers__ledger') }}

),

counted as (

    select
        load_number,
        source_system,
        survey_id,
        question_id,
        program,
        metric_type,
        declaration_key,
        is_employee,
        verdict,
        reason,
        is_weight_invalid,
        cast(count(*) as bigint) as row_count
    from ledger
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11

)

select * from counted
