with

labels as (

    {% for name in merged_segments() -%}
        select
            {{ segment_number(name) }} as segment_number,
            {{ segment_value(name) }} as segment_value,
            count(*) as answer_count
        from {{ ref('nps', 'int_answers__judged') }}
        where reason_before_selection is null
        group by {{ segment_value(name) }}
        union all
    {% endfor -%}
    select
        cast(null as integer) as segment_number,
        cast(null as {{ dbt.type_string() }}) as segment_value,
        cast(null as bigint) as answer_count
    from {{ ref('nps', 'int_answers__judged') }}
    where 1 = 0

),

in_order as (

    select
        *,
        first_value(segment_value) over (
            partition by segment_number, replace(lower(segment_value), ' ', '')
            order by answer_count desc, {{ in_byte_order('segment_value') }}
        ) as spelling
    from labels

),

spellings as (

    select
        segment_number,
        segment_value,
        spelling
    from in_order
    where segment_value != spelling

)

select * from spellings
