{#- The last word between two versions of the same times: equal content gives
    an equal digest whatever the file format, so timestamps and scores go in as
    what they mean. -#}
{% macro content_digest() -%}
    {%- set contents = [
        'case when score is not null then ' ~ as_double('score') ~ ' else ' ~ parse_number('score_raw') ~ ' end',
        'case when score is null then ' ~ parse_text('score_raw') ~ ' end',
        'landed_metric_type', 'landed_touchpoint'] -%}
    {%- for column in answer_columns()
        if column not in (
            'load_key', 'source_system', 'score_raw', 'is_test', 'malformed_line', 'metric_type', 'touchpoint')
        and not column.endswith('_at_raw') and not column.startswith('segment_') -%}
        {%- do contents.append(column) -%}
    {%- endfor -%}
    {%- for column in ['responded_at', 'sent_at', 'updated_at', 'loaded_at', 'deleted_at'] -%}
        {%- do contents.append('case when ' ~ column ~ ' is null then ' ~ column ~ '_raw end') -%}
    {%- endfor -%}
    {{ row_digest(contents) }}
{%- endmacro %}
