{#- Larkspur calls fewer than three answers few. -#}
{% macro default__is_low_sample(count) -%}
    {{ count }} < 3
{%- endmacro %}
