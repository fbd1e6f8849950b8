with

cells as (

    select * from {{ ref('nps', 'int_nps_cells__scored') }}

),

nps_overall as (

    select
        program,
        {{ score_block_columns() | join(',\n        ') }}
    from cells
    where cell_kind = 'all_time' and metric_type = 'nps'

)

select * from nps_overall
