with

spine as (

    {{ dbt.date_spine('month', "cast('1999-12-01' as date)", "cast('2150-01-01' as date)") }}

),

months as (

    select cast(date_month as date) as period_month
    from spine

)

select * from months
