{#- What every cell of the NPS marts carries through suppression and scoring. -#}
{% macro cell_columns() -%}
    {{ return([
        'cell_kind', 'metric_type', 'program', 'period_month',
        'segment_name', 'segment_value', 'touchpoint',
        'response_count', 'promoters', 'passives', 'detractors', 'is_suppressed']) }}
{%- endmacro %}
