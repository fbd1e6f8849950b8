{{ config(enabled=is_enabled('medallia')) }}

{%- set is_personal = matches(
    'field_id', 'mail|phone|(first|last|full|sur|customer|contact)_?name') %}

with

fields as (

    select * from {{ ref('nps', 'stg_medallia__fields') }}

),

label_values as (

    select distinct
        source_system,
        response_id,
        cells_key,
        lower(field_id) as field_id,
        cell
    from fields
    where
        {{ matches('field_id', '^[ek]_') }}
        and not is_nps
        and known_as is null
        and not {{ is_personal }}
        and {{ is_label('cell') }}

),

-- A field may have several values.
label_texts as (

    select
        source_system,
        response_id,
        cells_key,
        field_id,
        {{ dbt.listagg('cell', "', '", 'order by cell') }} as label_text
    from label_values
    group by 1, 2, 3, 4

),

labels as (

    select
        source_system,
        response_id,
        cells_key,
        {{ json_object_of('field_id', 'label_text') }} as labels
    from label_texts
    group by 1, 2, 3

)

select * from labels
