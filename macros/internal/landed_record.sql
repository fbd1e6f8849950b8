{#- The landed row as the text of a JSON object. Redacted, it keeps what names
    nobody: identifiers and free text become a mark, and so does any other
    value that holds an address or is too long to be a code. -#}
{% macro landed_record(is_redacted) -%}
    {%- set members = {
        'malformed_line': 'malformed_line',
        'response_id': 'response_id', 'survey_id': 'survey_id', 'question_id': 'question_id',
        'respondent_id': 'respondent_id', 'account_id': 'account_id', 'email': 'email',
        'metric_type': 'landed_metric_type', 'score': 'score_raw', 'source_group': 'source_group',
        'touchpoint': 'landed_touchpoint', 'channel': 'channel',
        'country': 'country', 'language': 'language',
        'campaign_id': 'campaign_id', 'invitation_id': 'invitation_id',
        'comment': 'comment', 'tags': 'tags', 'weight': 'weight_raw',
        'status': 'status', 'is_test': rare_text('is_test'),
        'responded_at': landed_time('responded_at'), 'sent_at': landed_time('sent_at'),
        'updated_at': landed_time('updated_at'), 'loaded_at': landed_time('loaded_at'),
        'deleted_at': rare_text('deleted_at'), 'attributes': 'attributes'} -%}
    {%- for name, column in members.items() if is_redacted -%}
        {%- do members.update({name:
            "case when " ~ column ~ " is not null then '(redacted)' end"
            if name in private_columns() + ['malformed_line', 'attributes']
            else landed_time(name, text=redacted(rare_text(name))) if column == landed_time(name)
            else redacted(column, 24 if name == 'score' else 64)}) -%}
    {%- endfor -%}
    {{ return(json_text_object(members)) }}
{%- endmacro %}
