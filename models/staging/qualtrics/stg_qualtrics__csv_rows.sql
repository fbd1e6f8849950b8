{{ config(enabled=is_enabled('qualtrics')) }}

{%- set own = {} %}
{%- for name in qualtrics_own_columns() %}
    {%- do own.update({name: name}) %}
{%- endfor %}

with

landed as (

    {{ platform_table('qualtrics', 'responses') }}

),

-- A name says little: a loader gives the second column of a name another.
united as (

    select
        source_system,
        survey_id,
        responseid,
        coalesce(survey_id, source_system) as export_id,
        {{ merged_attributes(json_text_object(own), 'other_columns') }} as cells
    from landed

),

-- The second and third header row are among the answers, once for each file.
sorted as (

    select
        source_system,
        export_id,
        cells,
        {{ hashed(['survey_id', 'cells']) }} as version_key,
        case
            when substring(responseid, 1, 2) = 'R_' then 'answer'
            when substring(responseid, 1, 1) = '{' then 'import ids'
            when responseid is not null then 'texts'
        end as row_kind
    from united

)

select * from sorted
