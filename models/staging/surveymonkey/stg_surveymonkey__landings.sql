{{ config(enabled=is_enabled('surveymonkey')) }}

{%- set others = {'custom_value': 'timed.custom_value', 'survey_title': 'surveys.title'} -%}
{%- for number in ['2', '3', '4', '5', '6'] -%}
    {%- do others.update({
        'custom_value' ~ number: json_value('timed.contact', ['custom_value' ~ number, 'value'])}) -%}
{%- endfor %}

with

surveys as (

    select * from {{ ref('nps', 'stg_surveymonkey__titles') }}

),

collectors as (

    select * from {{ ref('nps', 'stg_surveymonkey__collectors') }}

),

airbyte_responses as (

    {{ platform_table('surveymonkey', 'survey_responses') }}

),

fivetran_responses as (

    {{ platform_table('surveymonkey', 'response_history') }}

),

fivetran_recipients as (

    {{ platform_table('surveymonkey', 'recipient') }}

),

newest_recipients as (

    select
        *,
        row_number() over (
            partition by source_system, id
            order by coalesce(_fivetran_synced, '') desc, coalesce(email, '') desc
        ) as place
    from fivetran_recipients

),

recipients as (

    select
        source_system,
        id,
        email
    from newest_recipients
    where place = 1

),

responses as (

    select
        source_system,
        id as response_id,
        survey_id,
        {{ hashed(['pages']) }} as answers_key,
        collector_id,
        recipient_id,
        email_address as email,
        lower(collection_mode) as collection_mode,
        lower(response_status) as response_status,
        date_created as started_at,
        total_time,
        date_modified as updated_at,
        _airbyte_extracted_at as loaded_at,
        cast(null as {{ dbt.type_string() }}) as deleted_at,
        language as response_language,
        {{ json_attributes('custom_variables') }} as link_attributes,
        custom_value,
        {{ json_value('metadata', 'contact') }} as contact
    from airbyte_responses
    union all
    select
        history.source_system,
        history.id as response_id,
        history.survey_id,
        'now' as answers_key,
        history.collector_id,
        history.recipient_id,
        recipients.email,
        lower(history.collection_mode) as collection_mode,
        lower(history.response_status) as response_status,
        history.created_at as started_at,
        history.total_time,
        history.updated_at,
        history._fivetran_synced as loaded_at,
        -- A response without a version of now is gone.
        case
            when
                max(
                    case
                        when
                            history._fivetran_active is null
                            or {{ parse_boolean('history._fivetran_active') }}
                            then 1
                        else 0
                    end
                ) over (partition by history.source_system, history.id) = 0
                then coalesce(history._fivetran_end, history._fivetran_synced)
        end as deleted_at,
        cast(null as {{ dbt.type_string() }}) as response_language,
        cast(null as {{ dbt.type_string() }}) as link_attributes,
        history.custom_value,
        cast(null as {{ dbt.type_string() }}) as contact
    from fivetran_responses as history
    left join recipients
        on
            history.source_system = recipients.source_system
            and history.recipient_id = recipients.id

),

-- The platform says when a response was started and how long it took, not when it
-- was sent.
timed as (

    select
        *,
        {{ parse_timestamp('started_at') }} as started,
        case
            when {{ parse_number('total_time') }} between 0 and 1000000000
                then cast({{ parse_number('total_time') }} as integer)
            else 0
        end as seconds
    from responses

),

described as (

    select
        timed.*,
        {{ dbt.dateadd('second', 'timed.seconds', 'timed.started') }} as ended,
        coalesce(timed.response_language, surveys.survey_language) as answered_language,
        collectors.collector_type,
        {{ json_text_object(others) }} as other_attributes
    from timed
    left join surveys
        on
            timed.source_system = surveys.source_system
            and timed.survey_id = surveys.id
    left join collectors
        on
            timed.source_system = collectors.source_system
            and timed.collector_id = collectors.id

)

select * from described
