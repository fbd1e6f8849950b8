{{ config(enabled=is_enabled('retently')) }}

{%- set columns = {
    'state': 'state', 'city': 'city', 'job_title': 'jobtitle', 'company_name': 'companyname',
    'campaign_name': 'campaignname', 'customer_tags': "nullif(tags, '[]')"} %}

with

feedback as (

    {{ platform_table('retently', 'feedback') }}

),

property_lists as (

    select distinct customprops
    from feedback
    where customprops is not null

),

-- A list of properties is its own key: no answer finds two.
properties as (

    select
        property_lists.customprops,
        lower({{ trimmed(json_value('property.item', 'name')) }}) as property_name,
        max({{ json_value('property.item', 'value') }}) as property_value
    from property_lists
    {{ join_json_items('property_lists.customprops', 'property') }}
    group by 1, 2

),

property_objects as (

    select
        customprops,
        {{ json_object_of('property_name', 'property_value') }} as attributes
    from properties
    where property_name != '' and {{ trimmed('property_value') }} != ''
    group by 1

),

answered as (

    select
        feedback.*,
        property_objects.attributes as properties,
        {{ json_text_object(columns) }} as own_columns,
        case
            when lower(feedback.ratingcategory) in ('promoter', 'passive', 'detractor')
                then lower(feedback.ratingcategory)
        end as rating
    from feedback
    left join property_objects
        on feedback.customprops = property_objects.customprops

),

-- A campaign asks one question, so it is the survey. The status of an answer says
-- how far its case is.
landed as (

    select
        {{ landing_row({
            'response_id': 'id',
            'survey_id': 'coalesce(campaignid, source_system)',
            'score': 'score',
            'responded_at': 'createddate',
            'metric_type': 'metricstype',
            'respondent_id': own_id('customerid'),
            'account_id': own_id('companyid'),
            'email': 'email',
            'channel': 'channel',
            'country': 'country',
            'campaign_id': 'campaignid',
            'comment': 'comment',
            'tags': 'feedbacktags',
            'source_group': 'rating',
            'loaded_at': '_airbyte_extracted_at',
            'status': "case when " ~ parse_boolean('isbogus') ~ " then 'bogus' end",
            'attributes': merged_attributes('own_columns', 'properties'),
        }) }}
    from answered

)

select * from landed
