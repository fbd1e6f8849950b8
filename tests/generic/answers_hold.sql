{% test answers_hold(model, changed, rules, nameless=[]) %}
    {{ test_holds(rows_to_test(model, changed), rules, nameless) }}
{% endtest %}
