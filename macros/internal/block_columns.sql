{#- The columns of each block, in their order. -#}
{% macro score_block_columns() -%}
    {{ return([
        'response_count', 'promoter_count', 'passive_count', 'detractor_count',
        'promoter_share', 'passive_share', 'detractor_share',
        'nps', 'nps_standard_error', 'nps_margin_of_error', 'nps_ci_low', 'nps_ci_high',
        'nps_band', 'is_low_sample', 'is_suppressed']) }}
{%- endmacro %}


{% macro change_block_columns() -%}
    {{ return([
        'previous_response_count', 'previous_nps', 'nps_change',
        'nps_change_p_value', 'nps_change_q_value', 'is_significant_change']) }}
{%- endmacro %}


{% macro companion_block_columns() -%}
    {{ return([
        'response_count', 'favourable_count', 'favourable_share',
        'favourable_ci_low', 'favourable_ci_high', 'mean_score',
        'is_low_sample', 'is_suppressed']) }}
{%- endmacro %}
