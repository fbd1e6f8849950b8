{{ config(enabled=is_enabled('typeform')) }}

with

forms as (

    {{ platform_table('typeform', 'forms') }}

),

form_fields as (

    {{ platform_table('typeform', 'form_field_history') }}

),

questions as (

    {{ platform_table('typeform', 'questions') }}

),

fields_of_forms as (

    select
        forms.source_system,
        forms.id as form_id,
        forms.last_updated_at as changed_at,
        fields.item
    from forms
    {{ join_json_items('forms.fields', 'fields') }}

),

groups_of_forms as (

    select
        source_system,
        form_id,
        changed_at,
        {{ json_value('item', ['properties', 'fields']) }} as group_fields
    from fields_of_forms

),

fields_of_groups as (

    select
        groups_of_forms.source_system,
        groups_of_forms.form_id,
        groups_of_forms.changed_at,
        fields.item
    from groups_of_forms
    {{ join_json_items('groups_of_forms.group_fields', 'fields') }}

),

all_fields_of_forms as (

    select * from fields_of_forms
    union all
    select * from fields_of_groups

),

questions_of_groups as (

    select
        questions.source_system,
        questions.form_id,
        questions._sdc_extracted_at as changed_at,
        fields.item
    from questions
    {{ join_json_items('questions.sub_questions', 'fields') }}

),

landed as (

    select
        source_system,
        form_id,
        {{ json_value('item', 'id') }} as field_id,
        {{ json_value('item', 'type') }} as field_type,
        {{ json_value('item', 'title') }} as title,
        changed_at
    from all_fields_of_forms
    union all
    select
        source_system,
        form_id,
        id as field_id,
        type as field_type,
        title,
        _fivetran_synced as changed_at
    from form_fields
    union all
    select
        source_system,
        form_id,
        question_id as field_id,
        type as field_type,
        title,
        _sdc_extracted_at as changed_at
    from questions
    union all
    select
        source_system,
        form_id,
        {{ json_value('item', 'question_id') }} as field_id,
        null as field_type,
        {{ json_value('item', 'title') }} as title,
        changed_at
    from questions_of_groups

),

newest_first as (

    select
        *,
        row_number() over (
            partition by source_system, form_id, field_id
            order by coalesce(changed_at, '') desc, field_type asc, title asc
        ) as version_rank
    from landed

),

fields as (

    select
        source_system,
        form_id,
        field_id,
        field_type,
        title
    from newest_first
    where version_rank = 1

)

select * from fields
