with

cells as (

    select * from {{ ref('nps', 'int_nps_cells__scored') }}

),

nps_by_segment as (

    select
        program,
        period_month,
        segment_name,
        segment_value,
        {{ (score_block_columns() + change_block_columns()) | join(',\n        ') }}
    from cells
    where cell_kind = 'segment' and metric_type = 'nps'

)

select * from nps_by_segment
