-- Whoever counts the facts must find the figures of the marts. A row here
-- means that a month was counted by another rule than the facts were chosen.
-- The cells are compared before suppression, the mart where it shows counts.
with

facts as (

    select
        program,
        response_month as period_month,
        count(*) as response_count,
        sum(case when nps_category = 'promoter' then 1 else 0 end) as promoters,
        sum(case when nps_category = 'passive' then 1 else 0 end) as passives,
        sum(case when nps_category = 'detractor' then 1 else 0 end) as detractors
    from {{ ref('nps', 'fct_nps_responses') }}
    group by 1, 2

),

cells as (

    select * from {{ ref('nps', 'int_nps_cells__counted') }}
    where cell_kind = 'month' and metric_type = 'nps'

),

marts as (

    select * from {{ ref('nps', 'nps_by_month') }}
    where response_count > 0

),

differences as (

    select
        coalesce(facts.program, cells.program, marts.program) as program,
        coalesce(facts.period_month, cells.period_month, marts.period_month)
            as period_month,
        facts.response_count as count_of_facts,
        cells.response_count as count_of_cells,
        marts.response_count as count_of_marts
    from facts
    full outer join cells
        on
            facts.program = cells.program
            and facts.period_month = cells.period_month
    full outer join marts
        on
            coalesce(facts.program, cells.program) = marts.program
            and coalesce(facts.period_month, cells.period_month) = marts.period_month
    where
        coalesce(facts.response_count, 0) != coalesce(cells.response_count, 0)
        or coalesce(facts.promoters, 0) != coalesce(cells.promoters, 0)
        or coalesce(facts.passives, 0) != coalesce(cells.passives, 0)
        or coalesce(facts.detractors, 0) != coalesce(cells.detractors, 0)
        or coalesce(facts.response_count, 0) != coalesce(marts.response_count, 0)
        or facts.promoters != marts.promoter_count
        or facts.passives != marts.passive_count
        or facts.detractors != marts.detractor_count

)

select * from differences
