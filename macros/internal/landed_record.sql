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
        'status': 'status', 'is_test': 'is_test_raw', 'attributes': 'attributes'} -%}
    {#- The widest column is not read to say that something is in it. -#}
    {%- for name, column in members.items() if is_redacted -%}
        {%- do members.update({name:
            "case when " ~ ('has_comment' if name == 'comment' else column ~ ' is not null') ~ " then '(redacted)' end"
            if name in nps.private_columns() + ['attributes']
            else nps.where_malformed() if name == 'malformed_line'
            else nps.redacted(column, 24 if name == 'score' else 64)}) -%}
    {%- endfor -%}
    {#- A moment names nobody: what landed in its place may. -#}
    {%- for name in nps.landed_times() -%}
        {%- do members.update({name: nps.landed_time(
            name, text=nps.redacted(name ~ '_raw') if is_redacted else none)}) -%}
    {%- endfor -%}
    {{ return(nps.json_text_object(members)) }}
{%- endmacro %}


{#- Of a malformed line no more is shown than where it stands. -#}
{% macro where_malformed() -%}
    {{ return("case when " ~ nps.matches('malformed_line', '^[^:]+, (a line|line [0-9]+( .not UTF-8.)?): ')
        ~ " then " ~ nps.redacted(dbt.split_part('malformed_line', "': '", 1))
        ~ " when malformed_line is not null then '(redacted)' end") }}
{%- endmacro %}
