{#- The one shape of a conformed answer: what every adapter's
    stg_<platform>__answers selects. -#}
{% macro answer_columns() -%}
    {%- set segments = [] -%}
    {%- for name in nps.setting('nps_segments') -%}
        {%- do segments.append('segment_' ~ loop.index) -%}
    {%- endfor -%}
    {{ return([
        'load_key', 'source_system', 'survey_id', 'response_id', 'question_id',
        'respondent_id', 'account_id', 'email', 'campaign_id', 'invitation_id',
        'metric_type', 'score_raw', 'source_group', 'touchpoint', 'channel', 'country', 'language',
        'comment', 'tags', 'weight_raw'
    ] + segments + [
        'attributes', 'status', 'is_test', 'malformed_line', 'rare_texts'
    ] + nps.landed_times() + ['deleted_at']) }}
{%- endmacro %}


{#- The times of an answer whose moments int_answers__landed keeps. -#}
{% macro landed_times() -%}
    {{ return(['responded_at', 'sent_at', 'updated_at', 'loaded_at']) }}
{%- endmacro %}
