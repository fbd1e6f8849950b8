{{ config(post_hook=["{{ assert_rules(this) }}", "{{ warn_of_unread_sources() }}"]) }}
-- depends_on: {{ ref('nps_metric_map') }}

with

touchpoint_rules as (

    select
        'nps_touchpoint_rules' as seed_name,
        source,
        field,
        operator,
        pattern,
        'touchpoint' as ruled_name,
        value as given,
        priority
    from {{ rule_table('nps_touchpoint_rules') }}

),

attribute_rules as (

    select
        'nps_attribute_rules' as seed_name,
        source,
        field,
        operator,
        pattern,
        attribute as ruled_name,
        value as given,
        priority
    from {{ rule_table('nps_attribute_rules') }}

),

rules as (

    select * from touchpoint_rules
    union all
    select * from attribute_rules

),

declared as (

    select
        seed_name,
        {{ parse_text('source') }} as source_system,
        lower({{ parse_text('field') }}) as field,
        lower({{ parse_text('operator') }}) as operator,
        {{ parse_text('pattern') }} as pattern,
        lower({{ parse_text('ruled_name') }}) as ruled_name,
        {{ parse_text('given') }} as given,
        {{ parse_number('priority') }} as priority
    from rules

),

-- A rule of a source that is not read says nothing; a blank source is every one.
of_this_build as (

    select
        row_number() over (
            order by
                seed_name,
                priority,
                {% for text in ['field', 'operator', 'pattern', 'ruled_name', 'given'] -%}
                    {{ in_byte_order(text) }} nulls last,
                {% endfor -%}
                {{ in_byte_order('source_system') }} nulls last
        ) as rule_number,
        *
    from declared
    where source_system is null or source_system in ({{ answer_source_names() }})

)

select * from of_this_build
