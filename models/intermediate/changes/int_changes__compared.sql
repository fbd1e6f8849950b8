with

landed as (

    select * from {{ ref('nps', 'int_answers__landed') }}

),

loads as (

    select * from {{ ref('nps', 'int_loads__standing') }}

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
        count(case when landed.changed_in > tested.build_number then 1 end) as changed_count,
        count(*) as row_count
    from landed
    cross join tested

),

replaced as (

    select count(*) as load_count
    from loads
    cross join tested
    where loads.is_replacement and loads.seen_in > tested.build_number

),

compared as (

    select
        this_build.build_number,
        this_build.fingerprint,
        this_build.built_at,
        case
            when
                tested.fingerprint = this_build.fingerprint
                and replaced.load_count = 0
                and since.changed_count * 4 <= since.row_count
                and '{{ setting("nps_selection_policy") }}' = 'all'
                and {{ not flags.FULL_REFRESH }}
                then tested.build_number
        end as compared_with,
        tested.built_at as compared_at
    from this_build
    cross join tested
    cross join since
    cross join replaced

)

select * from compared
