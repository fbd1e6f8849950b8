{% test holds(model, rules, nameless=[]) %}
    {{ broken_rules(tested(), rules, nameless) }}
{% endtest %}
