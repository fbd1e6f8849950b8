{% test holds(model, rules, nameless=[]) %}
    {%- set rules = rules + nameless_rules(nameless) %}
    select
        case
            {% for rule in rules -%}
            when not coalesce({{ rule }}, false)
                then {{ dbt.string_literal(dbt.escape_single_quotes(rule)) }}
            {% endfor -%}
        end as broken_rule,
        count(*) as row_count
    from {{ model }}
    -- As a case, an engine stops at the first rule that a row breaks.
    where case when ({{ rules | join(') and (') }}) then 1 else 0 end = 0
    group by 1
{% endtest %}
