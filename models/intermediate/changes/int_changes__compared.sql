with

landed as (

    select * from {{ ref('int_answers__landed') }}

),

loads as (

    select * from {{ ref('int_loads__standing') }}

),

tested as (

    select * from {{ tested_build() }}

),

-- Of which changes this build is: a build without news has the number of the one before.
numbers as (

    select changed_in from landed
    union all
    select seen_in as changed_in from loads

),

this_build as (

    select
        coalesce(max(changed_in), 0) as build_number,
        '{{ row_fingerprint() }}' as fingerprint,
        cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as timestamp) as built_at
    from numbers

),

-- The rows of a load that another one replaces are gone, and nobody knows which they
-- were. Of many changed rows it is not worth to make a list.
since as (

    select
        count(case when landed.changed_in > tested.build_number then 1 end) * 4 <= count(*) as is_few,
        (
            select count(*) from loads
            where loads.is_replacement and loads.seen_in > tested.build_number
        ) as replacement_count
    from tested
    left join landed
        on 1 = 1
    group by tested.build_number

),

compared as (

    select
        this_build.build_number,
        this_build.fingerprint,
        this_build.built_at,
        case
            when
                tested.fingerprint = this_build.fingerprint
                and since.replacement_count = 0
                and since.is_few
                and '{{ setting("nps_selection_policy") }}' = 'all'
                and {{ not flags.FULL_REFRESH }}
                then tested.build_number
        end as compared_with,
        tested.built_at as compared_at
    from this_build
    cross join tested
    cross join since

)

select * from compared
