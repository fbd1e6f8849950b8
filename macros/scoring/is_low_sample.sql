{% macro is_low_sample(count) -%}
    {{ return(adapter.dispatch('is_low_sample', 'nps')(count)) }}
{%- endmacro %}


{% macro default__is_low_sample(count) -%}
    ({{ count }} < {{ [nps.setting('nps_low_sample_threshold'), 1] | max }})
{%- endmacro %}
