with

customers as (

    select * from {{ ref('nps', 'stg_generic__customers') }}

),

read as (

    select
        {{ parse_text('respondent_id') }} as respondent_id,
        lower({{ parse_text('email') }}) as email,
        {{ segment_columns() }}
        {{ parse_timestamp('updated_at') }} as updated_at,
        {{ parse_timestamp('loaded_at') }} as loaded_at,
        {{ parse_text('deleted_at') }} is not null as is_deleted
    from customers

),

-- An id of one tool says nothing in another, an address does: a person is known by both.
identifiers as (

    select
        respondent_id as identifier,
        read.*
    from read
    where respondent_id is not null
    union all
    select
        email as identifier,
        read.*
    from read
    where email is not null

),

-- A deleted person stays deleted. Of any other the newest row speaks; of rows of one time
-- the content decides.
in_order as (

    select
        *,
        row_number() over (
            partition by identifier
            order by
                is_deleted desc,
                coalesce(updated_at, timestamp '0001-01-01') desc,
                coalesce(loaded_at, timestamp '0001-01-01') desc,
                {% for name in setting('nps_segments') -%}
                    {{ in_byte_order("coalesce(segment_" ~ loop.index ~ ", '')") }} desc,
                {% endfor -%}
                respondent_id
        ) as place
    from identifiers
    where
        {{ is_seen('updated_at') }}
        and {{ is_seen('loaded_at') }}

),

attributes as (

    select
        {% for name in setting('nps_segments') -%}
            segment_{{ loop.index }},
        {% endfor -%}
        identifier
    from in_order
    where place = 1 and not is_deleted

)

select * from attributes
