{#- The last word between two versions of the same times: equal content gives
    an equal digest whatever the file format, so timestamps and scores go in as
    what they mean. It is made of columns of int_answers__landed, and kept there
    before they are emptied: few answers land more than once, and a digest of
    every row would be written for nothing. -#}
{% macro content_digest(prefix='') -%}
    {%- set contents = [prefix ~ 'landed_metric_type', prefix ~ 'landed_touchpoint'] -%}
    {%- for column in ['score_raw', 'weight_raw'] -%}
        {%- set number = nps.parse_number(prefix ~ column) -%}
        {%- do contents.append(number) -%}
        {%- do contents.append('case when ' ~ number ~ ' is null then ' ~ nps.parse_text(prefix ~ column) ~ ' end') -%}
    {%- endfor -%}
    {%- for column in nps.answer_columns()
        if column not in (
            'load_key', 'source_system', 'score_raw', 'weight_raw', 'status', 'is_test', 'malformed_line', 'rare_texts',
            'metric_type', 'touchpoint')
        and '_at' not in column and not column.startswith('segment_') -%}
        {%- do contents.append(
            'nullif(' ~ prefix ~ column ~ ", '')" if column in nps.maybe_blank_columns() else prefix ~ column) -%}
    {%- endfor -%}
    {%- do contents.append(nps.landed_status(prefix)) -%}
    {%- do contents.append(nps.rare_text('is_test', prefix)) -%}
    {%- for column in nps.landed_times() + ['deleted_at'] -%}
        {%- set text = nps.rare_text(column, prefix) -%}
        {#- A digest that is kept must not depend on today's variables. #}
        {%- set moment = nps.parse_timestamp(text, 'UTC') -%}
        {%- do contents.append(moment if column == 'deleted_at' else
            'case when ' ~ text ~ ' is null then ' ~ prefix ~ column ~ ' else ' ~ moment ~ ' end') -%}
        {%- do contents.append('case when ' ~ moment ~ ' is null then ' ~ text ~ ' end') -%}
    {%- endfor -%}
    {{ nps.row_digest(contents) }}
{%- endmacro %}
