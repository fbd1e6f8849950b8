with

counted as (

    select
        source_system,
        verdict,
        row_count,
        invalid_weight_count
    from {{ ref('nps', 'int_loads__counted') }}
    {% for source_name in answer_sources() | map(attribute='name') -%}
        -- A source that landed nothing has its row all the same.
        union all
        select
            '{{ source_name }}' as source_system,
            null as verdict,
            0 as row_count,
            0 as invalid_weight_count
    {% endfor %}
),

nps_row_accounting as (

    select
        source_system,
        cast(sum(row_count) as bigint) as landed_count,
        {% for verdict in ['counted', 'rejected', 'excluded', 'superseded', 'companion'] -%}
            cast(sum(case when verdict = '{{ verdict }}' then row_count else 0 end) as bigint)
                as {{ verdict }}_count,
        {% endfor -%}
        cast(sum(invalid_weight_count) as bigint) as invalid_weight_count
    from counted
    group by 1

)

select * from nps_row_accounting
