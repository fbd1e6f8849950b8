{#- The last word between two versions of the same times: equal content gives an equal
    digest whatever the file format, so numbers and times go in as what they mean, and
    where they mean nothing as text. Made of columns of int_answers__landed, and kept
    there before they are emptied: few answers land more than once, and a digest of
    every row would be written for nothing. It must not depend on today's variables, nor
    on the engine, of which one writes a double as 9 and another as 9.0. -#}
{% macro content_digest() -%}
    {%- set contents = nps.content_columns() | reject('in', ['score_raw', 'weight_raw', 'malformed_line']) | list -%}
    {%- for column in ['score_raw', 'weight_raw'] -%}
        {%- set number = nps.parse_number(column) -%}
        {%- do contents.extend(['cast(' ~ number ~ ' as decimal(38, 15))', 'case when ' ~ number ~ ' is null then ' ~ nps.parse_text(column) ~ ' end']) -%}
    {%- endfor -%}
    {%- for name in nps.landed_times() -%}
        {%- set text = name ~ '_raw' -%}
        {%- set moment = nps.parse_timestamp(text, 'UTC') -%}
        {%- do contents.extend([
            'case when ' ~ text ~ ' is null then ' ~ name ~ ' else ' ~ moment ~ ' end',
            'case when ' ~ moment ~ ' is null then ' ~ text ~ ' end']) -%}
    {%- endfor -%}
    {{ nps.hashed(contents) }}
{%- endmacro %}


{#- The texts of a landed row, but for those of its times. -#}
{% macro content_columns() -%}
    {{ return([
        'survey_id', 'response_id', 'question_id', 'respondent_id', 'account_id', 'email', 'campaign_id', 'invitation_id',
        'landed_metric_type', 'score_raw', 'source_group', 'landed_touchpoint', 'channel', 'country', 'language',
        'comment', 'tags', 'weight_raw', 'attributes', 'status', 'is_test_raw', 'malformed_line']) }}
{%- endmacro %}
