{% test score_block_holds(model) %}
    {{ test_holds(model, score_block_rules()) }}
{% endtest %}
