{{ config(enabled=is_enabled('asknicely')) }}

with

responses as (

    {{ platform_table('asknicely', 'responses') }}

),

-- The filter "raw" brings surveys too that nobody has answered yet.
told as (

    select
        *,
        answer is null and coalesce(responded, '0') = '0' as is_offered,
        {{ json_text_object({'segment': 'segment'}) }} as own_segment
    from responses

),

-- The status of a response says how far its case is, not what the answer is worth.
landed as (

    select
        {{ landing_row({
            'response_id': 'response_id',
            'survey_id': 'source_system',
            'score': 'answer',
            'responded_at': "case when is_offered then sent else responded end",
            'metric_type': 'question_type',
            'respondent_id': own_id('contact_id'),
            'email': 'email',
            'comment': unescaped_html('comment'),
            'sent_at': 'sent',
            'status': "case when is_offered then 'offered' end",
            'attributes': merged_attributes('own_segment', 'other_columns'),
        }) }}
    from told

)

select * from landed
