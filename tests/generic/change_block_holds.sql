{% test change_block_holds(model, nameless=[]) %}
    {{ test_holds(model, score_block_rules() + change_block_rules(), nameless) }}
{% endtest %}
