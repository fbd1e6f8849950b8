with

cells as (

    select * from {{ ref('nps', 'int_nps_cells__scored') }}

),

enps_by_month as (

    select
        program,
        period_month,
        {{ (score_block_columns() + change_block_columns()) | join(',\n        ') }}
    from cells
    where cell_kind = 'month' and metric_type = 'enps' and response_count > 0

)

select * from enps_by_month
