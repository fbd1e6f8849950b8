{% test answers_hold(model, changed, rules, nameless=[]) %}
    {{ broken_rules(rows_to_test(tested(), changed), rules, nameless) }}
{% endtest %}
