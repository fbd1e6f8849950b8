{{ config(enabled=is_enabled('typeform')) }}

with

responses as (

    {{ platform_table('typeform', 'responses') }}

),

response as (

    {{ platform_table('typeform', 'response') }}

),

submitted_landings as (

    {{ platform_table('typeform', 'submitted_landings') }}

),

unsubmitted_landings as (

    {{ platform_table('typeform', 'unsubmitted_landings') }}

),

paired as (

    select
        *,
        {{ json_pairs('variables', 'key', ['number', 'text']) }} as variables_by_name
    from responses

),

united as (

    select
        source_system,
        -- A response that names no form is rejected, and would be lost in a join.
        coalesce(form_id, '') as form_id,
        coalesce(response_id, token) as response_id,
        lower(response_type) as response_type,
        landed_at,
        -- The API gives the year 1 to what was never submitted.
        case when submitted_at not like '0001-%' then submitted_at end as submitted_at,
        answers,
        null as tags,
        {{ json_value('hidden', 'email') }} as email,
        {{ json_attributes('hidden') }} as hidden_fields,
        {{ json_attributes('variables_by_name') }}
            as logic_variables,
        _airbyte_extracted_at as loaded_at
    from paired
    union all
    select
        source_system,
        form_id,
        id as response_id,
        null as response_type,
        landed_at,
        case when submitted_at not like '0001-%' then submitted_at end as submitted_at,
        null as answers,
        null as tags,
        {{ json_value('other_columns', 'hidden_email') }} as email,
        {{ json_attributes('other_columns', prefix='hidden_') }}
            as hidden_fields,
        null as logic_variables,
        _fivetran_synced as loaded_at
    from response
    union all
    select
        source_system,
        _sdc_form_id as form_id,
        landing_id as response_id,
        null as response_type,
        landed_at,
        case when submitted_at not like '0001-%' then submitted_at end as submitted_at,
        null as answers,
        tags,
        {{ json_value('hidden', 'email') }} as email,
        {{ json_attributes('hidden') }} as hidden_fields,
        null as logic_variables,
        _sdc_extracted_at as loaded_at
    from submitted_landings
    union all
    select
        source_system,
        _sdc_form_id as form_id,
        landing_id as response_id,
        null as response_type,
        landed_at,
        null as submitted_at,
        null as answers,
        null as tags,
        null as email,
        null as hidden_fields,
        null as logic_variables,
        _sdc_extracted_at as loaded_at
    from unsubmitted_landings

),

landings as (

    select
        *,
        -- Where answers are JSON, each version of a response has its own.
        concat(
            form_id, '/', response_id,
            case
                when answers is not null
                    then '#' || cast(row_number() over (
                        partition by source_system, form_id, response_id
                        order by
                            loaded_at asc, submitted_at asc, landed_at asc, response_type asc,
                            answers asc, hidden_fields asc, logic_variables asc, email asc
                    ) as {{ dbt.type_string() }})
            end
        ) as landing_key,
        coalesce(submitted_at, landed_at) as responded_at,
        case
            when response_type = 'completed' then null
            when response_type in ('partial', 'started') or submitted_at is null then 'partial'
        end as status,
        {{ merged_attributes('hidden_fields', 'logic_variables') }} as attributes
    from united

)

select * from landings
