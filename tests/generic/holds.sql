{% test holds(model, rules) %}
    select
        case
            {% for rule in rules -%}
            when not coalesce({{ rule }}, false)
                then {{ dbt.string_literal(dbt.escape_single_quotes(rule)) }}
            {% endfor -%}
        end as broken_rule,
        count(*) as row_count
    from {{ model }}
    where not (
        {% for rule in rules -%}
        coalesce({{ rule }}, false){{ ' and ' if not loop.last }}
        {% endfor -%}
    )
    group by 1
{% endtest %}
