with

ledger as (

    select * from {{ ref('int_answers__ledger').include(database=false) }}
    where verdict = 'counted'

),

nps_response_segments as (

    {% for name in setting('nps_segments') -%}
        select
            response_key,
            {{ text_literal(name) }} as segment_name,
            segment_{{ loop.index }} as segment_value
        from ledger
        union all
    {% endfor -%}
    select
        response_key,
        'none' as segment_name,
        'none' as segment_value
    from ledger
    where 1 = 0

)

select * from nps_response_segments
