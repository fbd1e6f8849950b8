{%- set fields = rule_fields() -%}

with

-- What the rules look at, once for each way it occurs.
keys as (

    select
        rule_key,
        source_system,
        {% for field in fields -%}
            max({{ rule_field(field) }}) as field_{{ loop.index }},
        {% endfor -%}
        count(*) as row_count,
        count(distinct key_digest) as answer_count
    from {{ ref('nps', 'int_answers__landed') }}
    where rule_key is not null
    group by 1, 2

),

named as (

    {% for field in fields -%}
        select
            rule_key,
            source_system,
            {{ text_literal(field) }} as field,
            field_{{ loop.index }} as found,
            row_count,
            answer_count
        from keys
        union all
    {% endfor -%}
    select
        rule_key,
        source_system,
        cast(null as {{ dbt.type_string() }}) as field,
        cast(null as {{ dbt.type_string() }}) as found,
        row_count,
        answer_count
    from keys
    where 1 = 0

)

select * from named
