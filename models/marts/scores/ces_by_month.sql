with

cells as (

    select * from {{ ref('nps', 'int_companion_cells__scored') }}

),

ces_by_month as (

    select
        program,
        period_month,
        {{ companion_block_columns() | join(',\n        ') }}
    from cells
    where metric_type = 'ces'

)

select * from ces_by_month
