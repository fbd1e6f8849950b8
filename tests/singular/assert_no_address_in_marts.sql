-- What is published names nobody. A row here means that an e-mail address can
-- be read in a mart: a redaction was dropped, a column that holds addresses was
-- made a segment, or the platform uses addresses for ids.
{%- set text_columns = {
    'fct_nps_responses': [
        'response_key', 'program', 'survey_id', 'response_id', 'respondent_key',
        'account_key', 'touchpoint', 'channel', 'country', 'language'],
    'nps_rejected_responses': ['survey_id', 'response_id', 'score_raw', 'raw_record'],
    'nps_data_quality': ['load_key', 'survey_id', 'program'],
    'nps_response_segments': ['segment_name', 'segment_value'],
    'nps_by_segment_touchpoint': ['program', 'segment_value', 'touchpoint']} %}

with

{% for relation, columns in text_columns.items() -%}
    {% for column in columns -%}
        {{ relation }}_{{ column }} as (

            select
                '{{ relation }}' as relation,
                '{{ column }}' as column_name,
                count(*) as row_count
            from {{ ref(relation) }}
            where {{ contains_address(column) }}

        ),

    {% endfor -%}
{% endfor -%}
addresses as (

    {% for relation, columns in text_columns.items() -%}
        {%- set is_last_relation = loop.last -%}
        {% for column in columns -%}
            select
                relation,
                column_name,
                row_count
            from {{ relation }}_{{ column }}
            where row_count > 0
            {{ 'union all' if not (loop.last and is_last_relation) }}
        {% endfor -%}
    {% endfor %}
)

select * from addresses
