with

cells as (

    select * from {{ ref('nps', 'int_companion_cells__scored') }}

),

csat_by_month as (

    select
        program,
        period_month,
        {{ companion_block_columns() | join(',\n        ') }}
    from cells
    where metric_type = 'csat'

)

select * from csat_by_month
