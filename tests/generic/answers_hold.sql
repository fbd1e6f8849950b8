{% test answers_hold(model, changed, rules) %}
    {{ test_holds(rows_to_test(model, changed), rules) }}
{% endtest %}
