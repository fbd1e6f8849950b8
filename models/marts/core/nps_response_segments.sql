with

counted as (

    select * from {{ ref('nps', 'int_answers__counted') }}

),

-- Long form: no column depends on data.
nps_response_segments as (

    {% for name in setting('nps_segments') -%}
        select
            response_key,
            {{ text_literal(name) }} as segment_name,
            {{ segment_of_counted(name, loop.index) }} as segment_value
        from counted
        union all
    {% endfor -%}
    select
        response_key,
        'none' as segment_name,
        'none' as segment_value
    from counted
    where 1 = 0

)

select * from nps_response_segments
