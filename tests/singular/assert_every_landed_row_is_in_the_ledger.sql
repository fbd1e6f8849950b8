-- Every landed row has one verdict. A row here means that a join on the way
-- lost landed rows of a load or made two of one, so that row accounting
-- balances over the wrong total.
with

read_in_this_build as (

    select
        source_system,
        load_key,
        count(*) as row_count,
        {#- A line that cannot be read is found only by who reads every column. #}
        {% for column in content_columns() -%}
            count({{ column }}){{ ' + ' if not loop.last }}
        {%- endfor %} as value_count
    from {{ ref('nps', 'int_answers__conformed') }}
    group by 1, 2

),

landed as (

    select
        load_number,
        count(*) as row_count
    from {{ ref('nps', 'int_answers__landed') }}
    group by 1

),

judged as (

    select
        load_number,
        sum(row_count) as row_count
    from {{ ref('nps', 'int_loads__counted') }}
    group by 1

),

differences as (

    select
        loads.source_system,
        loads.load_key,
        read_in_this_build.row_count as read_count,
        landed.row_count as landed_count,
        judged.row_count as judged_count
    from {{ ref('nps', 'int_loads__standing') }} as loads
    left join read_in_this_build
        on
            loads.source_system = read_in_this_build.source_system
            and loads.load_key = read_in_this_build.load_key
    left join landed
        on loads.load_number = landed.load_number
    left join judged
        on loads.load_number = judged.load_number
    where
        -- A sample has not every row.
        {{ 'false' if invocation_args_dict.get('sample') else 'true' }}
        and (
            coalesce(landed.row_count, 0) != coalesce(judged.row_count, 0)
            or (
                read_in_this_build.value_count >= 0
                and coalesce(landed.row_count, 0) != read_in_this_build.row_count
            )
        )

)

select * from differences
