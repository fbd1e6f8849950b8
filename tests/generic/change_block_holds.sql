{% test change_block_holds(model, nameless=[]) %}
    {{ broken_rules(tested(), score_block_rules() + change_block_rules(), nameless) }}
{% endtest %}
