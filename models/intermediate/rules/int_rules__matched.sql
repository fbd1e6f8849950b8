with

hits as (

    select * from {{ ref('nps', 'int_rules__hits') }}
    where place = 1

),

matched as (

    select
        {% for name, column in ruled_columns().items() -%}
            max(case when ruled_name = {{ text_literal(name) }} then given end) as {{ column }},
        {% endfor -%}
        rule_key
    from hits
    group by rule_key  -- noqa: AM06

)

select * from matched
