{{ config(enabled=project_name == 'nps') }}
-- Every change that its sample can bear, in the total, by touchpoint and by
-- segment: where to look first.
with

changes as (

    select
        program,
        period_month,
        'total' as dimension,
        'all' as member,
        previous_nps,
        nps,
        nps_change,
        nps_change_q_value
    from {{ ref('nps', 'nps_by_month') }}
    where is_significant_change

    union all

    select
        program,
        period_month,
        'touchpoint' as dimension,
        touchpoint as member,
        previous_nps,
        nps,
        nps_change,
        nps_change_q_value
    from {{ ref('nps', 'nps_by_touchpoint') }}
    where is_significant_change

    union all

    select
        program,
        period_month,
        segment_name as dimension,
        segment_value as member,
        previous_nps,
        nps,
        nps_change,
        nps_change_q_value
    from {{ ref('nps', 'nps_by_segment') }}
    where is_significant_change

)

select * from changes
order by period_month desc, nps_change_q_value asc
