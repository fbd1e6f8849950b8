with

ledger as (

    select
        source_system,
        verdict,
        reason,
        is_weight_invalid
    from {{ ref('int_answers__ledger') }}
    {% for source_name in setting('nps_sources') -%}
        -- A source that landed nothing has its row all the same.
        union all
        select
            '{{ source_name }}' as source_system,
            null as verdict,
            null as reason,
            false as is_weight_invalid
    {% endfor %}
),

nps_row_accounting as (

    select
        source_system,
        cast(count(verdict) as bigint) as landed_count,
        {% for verdict in ['counted', 'rejected', 'excluded', 'superseded', 'companion'] -%}
            cast(sum(case when verdict = '{{ verdict }}' then 1 else 0 end) as bigint)
                as {{ verdict }}_count,
        {% endfor -%}
        cast(sum(case when reason is null and is_weight_invalid then 1 else 0 end) as bigint)
            as invalid_weight_count
    from ledger
    group by 1

)

select * from nps_row_accounting
