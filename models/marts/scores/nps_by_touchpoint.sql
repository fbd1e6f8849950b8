with

cells as (

    select * from {{ ref('nps', 'int_nps_cells__scored') }}

),

nps_by_touchpoint as (

    select
        program,
        period_month,
        touchpoint,
        {{ (score_block_columns() + change_block_columns()) | join(',\n        ') }}
    from cells
    where cell_kind = 'touchpoint' and metric_type = 'nps'

)

select * from nps_by_touchpoint
