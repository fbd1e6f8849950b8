{% test score_block_holds(model) %}
    {{ broken_rules(tested(), score_block_rules()) }}
{% endtest %}
