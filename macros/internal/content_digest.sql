{#- The last word between two versions of the same times: equal content gives
    an equal digest whatever the file format, so timestamps and scores go in as
    what they mean. It is made of columns of int_answers__landed, and kept there
    before they are emptied: few answers land more than once, and a digest of
    every row would be written for nothing. -#}
{% macro content_digest(prefix='') -%}
    {%- set score = parse_number(prefix ~ 'score_raw') -%}
    {%- set contents = [
        score, 'case when ' ~ score ~ ' is null then ' ~ parse_text(prefix ~ 'score_raw') ~ ' end'] -%}
    {%- for column in ['metric_type', 'touchpoint'] -%}
        {%- do contents.append(prefix ~ 'landed_' ~ column) -%}
    {%- endfor -%}
    {%- for column in answer_columns()
        if column not in (
            'load_key', 'source_system', 'score_raw', 'is_test', 'malformed_line', 'metric_type', 'touchpoint')
        and '_at' not in column and not column.startswith('segment_') -%}
        {%- do contents.append(
            'nullif(' ~ prefix ~ column ~ ", '')" if column in maybe_blank_columns() else prefix ~ column) -%}
    {%- endfor -%}
    {%- for column in ['responded_at', 'sent_at', 'updated_at', 'loaded_at'] -%}
        {%- do contents.append(prefix ~ column) -%}
        {%- do contents.append(
            'case when ' ~ prefix ~ column ~ ' is null then nullif(' ~ prefix ~ column ~ "_raw, '') end") -%}
    {%- endfor -%}
    {%- set deleted_at = prefix ~ 'deleted_at_raw' -%}
    {%- do contents.append(parse_timestamp(deleted_at)) -%}
    {%- do contents.append(
        'case when ' ~ parse_timestamp(deleted_at) ~ ' is null then nullif(' ~ deleted_at ~ ", '') end") -%}
    {{ row_digest(contents) }}
{%- endmacro %}
