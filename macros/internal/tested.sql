{#- The relation of ours that a generic test is about, with its `where`. dbt gives the test one of that name
    alone, and takes that of the project that installed the package where both have one. -#}
{% macro tested() -%}
    {{ return(get_where_subquery(ref('nps', modules.re.search('ref\\([\'"](\\w+)', model.test_metadata.kwargs.model).group(1)))) }}
{%- endmacro %}


{#- The rows of a relation that break one of some rules, counted by the first that they break. -#}
{% macro broken_rules(relation, rules, nameless=[]) -%}
    {%- set rules = rules + nps.nameless_rules(nameless) %}
    select
        case
            {% for rule in rules -%}
            when not coalesce({{ rule }}, false)
                then {{ dbt.string_literal(dbt.escape_single_quotes(rule)) }}
            {% endfor -%}
        end as broken_rule,
        count(*) as row_count
    from {{ relation }}
    -- As a case, an engine stops at the first rule that a row breaks.
    where case when ({{ rules | join(') and (') }}) then 1 else 0 end = 0
    group by 1
{%- endmacro %}
