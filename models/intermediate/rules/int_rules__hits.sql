with

keys as (

    select * from {{ ref('nps', 'int_rules__keys') }}

),

rules as (

    select * from {{ ref('nps', 'int_rules__declared') }}

),

matched as (

    select
        keys.rule_key,
        rules.rule_number,
        rules.ruled_name,
        rules.priority,
        coalesce(rules.given, keys.found) as given,
        keys.row_count
    from keys
    inner join rules
        on
            keys.field = rules.field
            and coalesce(rules.source_system, keys.source_system) = keys.source_system
    where
        keys.found is not null
        and {{ rule_matches('rules.operator', 'keys.found', 'rules.pattern') }}

),

-- The lowest priority number wins; of equal ones the rule that comes first in order.
ranked as (

    select
        *,
        row_number() over (
            partition by rule_key, ruled_name
            order by priority, rule_number
        ) as place
    from matched

)

select * from ranked
