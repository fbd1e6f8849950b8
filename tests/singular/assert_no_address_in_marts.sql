-- What is published names nobody. A row here means that an e-mail address can
-- be read in a mart: a redaction was dropped, a column that holds addresses was
-- made a segment, or the platform uses addresses for ids. Each relation is read
-- once; keys are hashes, and the values of segments are those of their mart.
{%- set text_columns = {
    'fct_nps_responses': [
        'program', 'survey_id', 'response_id', 'touchpoint', 'channel', 'country', 'language'],
    'nps_rejected_responses': ['survey_id', 'response_id', 'score_raw', 'raw_record'],
    'nps_data_quality': ['load_key', 'survey_id', 'program'],
    'nps_by_segment_touchpoint': ['program', 'segment_name', 'segment_value', 'touchpoint']} %}
{%- set relations = {
    'fct_nps_responses': rows_to_test(ref('fct_nps_responses'), ref('int_changes__counted')),
    'nps_rejected_responses': rows_to_test(ref('nps_rejected_responses'), ref('int_changes__left_out'))} %}

with

{% for relation, columns in text_columns.items() -%}
    {{ relation }}_counted as (

        select
            {% for column in columns -%}
                sum(case when {{ contains_address(column) }} then 1 else 0 end)
                    as {{ column }}_count,
            {% endfor -%}
            count(*) as row_count
        from {{ relations[relation] or ref(relation) }}

    ),

{% endfor -%}
counted as (

    {% for relation, columns in text_columns.items() -%}
        {%- set is_last_relation = loop.last -%}
        {% for column in columns -%}
            select
                '{{ relation }}' as relation,
                '{{ column }}' as column_name,
                {{ column }}_count as row_count
            from {{ relation }}_counted
            {{ 'union all' if not (loop.last and is_last_relation) }}
        {% endfor -%}
    {% endfor %}
),

addresses as (

    select * from counted
    where row_count > 0

)

select * from addresses
