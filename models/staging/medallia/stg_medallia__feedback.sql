{{ config(enabled=is_enabled('medallia')) }}

{%- set extracted = [
    'a_surveyid', 'e_responsedate', 'e_lastupdated', 'e_status', 'e_development_cycle_alt',
    'e_nps', 'e_comment', 'e_email', 'a_customerid', 'a_survey_channel', 'a_unit_identifier'] %}
{%- set cells = {} %}
{%- for column in extracted if column not in ['a_surveyid', 'e_responsedate', 'e_lastupdated'] %}
    {%- do cells.update({column: column}) %}
{%- endfor %}

with

synced as (

    {{ platform_table('medallia', 'feedback_history') }}

),

extracts as (

    {{ platform_table('medallia', 'feedback') }}

),

-- Some extractors keep the object around the list.
opened as (

    select
        source_system,
        {% for column in extracted -%}
            coalesce({{ json_value(column, 'values') }}, {{ column }}) as {{ column }},
        {% endfor -%}
        other_columns
    from extracts

),

united as (

    select
        source_system,
        id as response_id,
        e_responsedate,
        coalesce(e_lastupdated, _fivetran_start) as e_lastupdated,
        _fivetran_synced as loaded_at,
        {{ json_text_object({'a_unit_identifier': 'a_unit_identifier'}) }} as named_cells,
        other_columns
    from synced
    union all
    select
        source_system,
        {{ json_list_text('a_surveyid') }} as response_id,
        {{ json_list_text('e_responsedate') }} as e_responsedate,
        {{ json_list_text('e_lastupdated') }} as e_lastupdated,
        cast(null as {{ dbt.type_string() }}) as loaded_at,
        {{ json_text_object(cells) }} as named_cells,
        other_columns
    from opened

),

timed as (

    select
        source_system,
        response_id,
        {{ raw_time('e_responsedate') }} as e_responsedate,
        {{ raw_time('e_lastupdated') }} as e_lastupdated,
        loaded_at,
        {{ merged_attributes('named_cells', 'other_columns') }} as cells
    from united

),

feedback as (

    select
        *,
        {{ hashed(['cells']) }} as cells_key
    from timed

)

select * from feedback
