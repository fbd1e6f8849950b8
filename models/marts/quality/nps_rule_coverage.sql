{%- set few = setting('nps_k_anonymity_employee') -%}

with

rules as (

    select * from {{ ref('nps', 'int_rules__declared') }}

),

hits as (

    select * from {{ ref('nps', 'int_rules__hits') }}

),

counted as (

    select
        rule_number,
        count(*) as key_count,
        sum(row_count) as row_count,
        sum(case when place = 1 then row_count else 0 end) as won_count
    from hits
    group by 1

),

by_rule as (

    select
        'rule' as finding,
        rules.seed_name,
        rules.source_system,
        rules.field,
        rules.operator,
        {{ without_address('rules.pattern') }} as pattern,
        {{ without_address('rules.ruled_name') }} as attribute_name,
        case
            when rules.ruled_name = 'account_id' and rules.given is not null then '(redacted)'
            else {{ without_address('rules.given') }}
        end as attribute_value,
        cast(rules.priority as integer) as priority,
        coalesce(counted.key_count, 0) as key_count,
        coalesce(counted.row_count, 0) as row_count,
        coalesce(counted.won_count, 0) as won_count,
        coalesce(counted.key_count, 0) = 0 as is_silent
    from rules
    left join counted
        on rules.rule_number = counted.rule_number

),

ruled_keys as (

    select distinct
        rule_key,
        ruled_name
    from hits

),

ruled_names as (

    select distinct ruled_name
    from rules

),

-- Where a source has rules for an attribute, what none of them matches.
unmatched as (

    select
        rule_keys.source_system,
        rule_keys.field,
        ruled_names.ruled_name,
        rule_keys.found,
        count(*) as key_count,
        sum(rule_keys.row_count) as row_count,
        max(rule_keys.answer_count) as answer_count
    from {{ ref('nps', 'int_rules__keys') }} as rule_keys
    cross join ruled_names
    left join ruled_keys
        on
            rule_keys.rule_key = ruled_keys.rule_key
            and ruled_names.ruled_name = ruled_keys.ruled_name
    where
        ruled_keys.rule_key is null
        and exists (
            select 1 from rules
            where
                rules.ruled_name = ruled_names.ruled_name
                and rules.field = rule_keys.field
                and coalesce(rules.source_system, rule_keys.source_system) = rule_keys.source_system
        )
    group by 1, 2, 3, 4

),

by_value as (

    select
        'unmatched_value' as finding,
        cast(null as {{ dbt.type_string() }}) as seed_name,
        source_system,
        field,
        cast(null as {{ dbt.type_string() }}) as operator,
        case
            when ruled_name = 'account_id' and found is not null then '(redacted)'
            when answer_count >= {{ few }} then {{ redacted('found') }}
            else '(few)'
        end as pattern,
        {{ without_address('ruled_name') }} as attribute_name,
        cast(null as {{ dbt.type_string() }}) as attribute_value,
        cast(null as integer) as priority,
        key_count,
        row_count,
        0 as won_count,
        false as is_silent
    from unmatched

),

findings as (

    select * from by_rule
    union all
    select * from by_value

),

nps_rule_coverage as (

    select
        finding,
        seed_name,
        source_system,
        field,
        operator,
        pattern,
        attribute_name,
        attribute_value,
        priority,
        is_silent,
        cast(sum(key_count) as bigint) as key_count,
        cast(sum(row_count) as bigint) as row_count,
        cast(sum(won_count) as bigint) as won_count
    from findings
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10

)

select * from nps_rule_coverage
