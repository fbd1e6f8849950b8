{%- set people = ref('int_people__erased') -%}
{%- set landed = left_behind('int_answers__landed') -%}
{%- set consumed = consumed_until() -%}
{%- set before = left_behind(this.name) -%}
{%- set keeps = landed is not none and not flags.FULL_REFRESH -%}

with

registered as (

    select * from {{ ref('stg_loads__registered') }}

),

this_build as (

    select max(build_number) as build_number
    from registered

),

{% if keeps -%}
    landed_loads as (

        select distinct load_number
        from {{ landed }}

    ),

    landed_until as (

        select coalesce(max(registered.registered_in), 0) as build_number
        from registered
        inner join landed_loads
            on registered.load_number = landed_loads.load_number

    ),

    -- Who was erased before the last landing has left it.
    erased_people as (

        select distinct people.erasure_key
        from {{ people }} as people
        inner join landed_until
            on people.recorded_in > landed_until.build_number
        where
            {{ is_seen('people.deleted_at') }}
            and people.origin = {{ text_literal(landing_origin()) }}

    ),

    -- Loads whose rows stay, as they are or judged again.
    standing as (

        select load_number
        from registered
        union all
        select replaces_number
        from registered
        where replaces_number is not null and not is_new

    ),

    replaced as (  -- noqa: ST03

        select
            landed.key_digest,
            landed.row_nonce,
            landed.load_number,
            false as is_rewritten
        from {{ landed }} as landed
        left join standing
            on landed.load_number = standing.load_number
        where standing.load_number is null

    ),

    -- Rows that stay and say something else from now on: the person is erased,
    -- or the time of the answer has come. A person is looked for by either name
    -- alone, so that no row is read where nobody was erased.
    rewritten as (  -- noqa: ST03

        {% for column, kind in {'respondent_id': 'respondent', 'email': 'email'}.items() -%}
            select
                landed.key_digest,
                landed.row_nonce,
                landed.load_number,
                true as is_rewritten
            from {{ landed }} as landed
            inner join registered
                on landed.load_number = registered.load_number
            inner join erased_people
                on {{ known_erasure_key(column, kind, 'landed.') }} = erased_people.erasure_key
            union
        {% endfor -%}
        select
            landed.key_digest,
            landed.row_nonce,
            landed.load_number,
            true as is_rewritten
        from {{ landed }} as landed
        inner join registered
            on landed.load_number = registered.load_number
        where
            landed.own_problem = 'implausible_responded_at'
            and {{ is_plausible_time('landed.responded_at', 'landed.loaded_at') }}

    ),

    rows_to_go as (  -- noqa: ST03

        select * from replaced
        union all
        select * from rewritten

    ),
{%- endif %}

withdrawn as (

    {% if keeps -%}
        select
            rows_to_go.*,
            this_build.build_number as withdrawn_in
        from rows_to_go
        cross join this_build
        {% if before is not none and consumed is not none -%}
            -- Of earlier builds, what a build that was killed has not counted.
            union all
            select
                before.key_digest,
                before.row_nonce,
                before.load_number,
                before.is_rewritten,
                before.withdrawn_in
            from {{ before }} as before
            left join rows_to_go
                on
                    before.key_digest = rows_to_go.key_digest
                    and before.row_nonce = rows_to_go.row_nonce
            where
                rows_to_go.key_digest is null
                and before.withdrawn_in > {{ consumed }}
        {%- endif %}
    {%- else -%}
        select
            cast(null as {{ type_row_digest() }}) as key_digest,
            cast(null as bigint) as row_nonce,
            cast(null as bigint) as load_number,
            false as is_rewritten,
            build_number as withdrawn_in
        from this_build
        where 1 = 0
    {%- endif %}

)

select * from withdrawn
