{#- What must hold in every row of a mart that carries the block. -#}
{% macro score_block_rules() -%}
    {{ return([
        'response_count >= 0',
        'is_suppressed is not null and is_low_sample is not null',
        'not (is_suppressed and response_count = 0)',
        'is_suppressed = (promoter_count is null)',
        'is_suppressed or promoter_count + passive_count + detractor_count = response_count',
        '(nps is null) = (is_suppressed or response_count = 0)',
        '(nps is null) = (nps_band is null)',
        'nps is null or (nps between nps_ci_low and nps_ci_high)',
        'nps is null or (nps_ci_low >= -100 and nps_ci_high <= 100)',
        'nps is null or nps_ci_low <= nps_ci_high',
        'nps is null or (nps_standard_error between 0 and 100 and nps_margin_of_error >= 0)',
        'nps is null or abs(promoter_share + passive_share + detractor_share - 1) < 1e-9',
        'nps is null or abs(100 * (promoter_share - detractor_share) - nps) < 1e-9']) }}
{%- endmacro %}


{% macro change_block_rules() -%}
    {{ return([
        'nps_change is null or abs(nps - previous_nps - nps_change) < 1e-9',
        '(nps_change is null) = (nps_change_p_value is null)',
        'nps_change is null or nps_change_p_value between 0 and 1',
        'nps_change is null or nps_change_q_value between nps_change_p_value and 1',
        '(is_significant_change is null) = (nps_change is null)']) }}
{%- endmacro %}


{#- What is published names nobody: an address in a column means that a redaction was
    dropped, that a column of addresses was made a segment, or that a platform uses
    addresses for ids. -#}
{% macro nameless_rules(columns) -%}
    {%- set rules = [] -%}
    {%- for column in columns -%}
        {%- do rules.append('case when ' ~ nps.contains_address(column) ~ ' then 1 else 0 end = 0') -%}
    {%- endfor -%}
    {{ return(rules) }}
{%- endmacro %}
