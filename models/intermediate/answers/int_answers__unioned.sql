{%- set withdrawn = ref('int_answers__withdrawn') -%}
{%- set landed = left_behind('int_answers__landed') -%}
{%- set keeps = landed is not none and not flags.FULL_REFRESH -%}

with

registered as (

    select * from {{ ref('stg_loads__registered') }}
    {% if keeps -%}
        -- A model that is built twice on one registration lands nothing twice.
        where load_number not in (select distinct landed.load_number from {{ landed }} as landed)
    {%- endif %}

),

new_answers as (

    select
        {{ answer_columns() | join(',\n        ') }},
        -- Here, because an engine that knows the distinct texts of a column
        -- parses each of them once, and forgets them in a join.
        {{ parse_number('score_raw') }} as score_number
    from {{ ref('int_answers__conformed') }}

),

{% if keeps -%}
    -- A platform that has erased somebody may land their answers without the
    -- address by which they are known: nobody comes back.
    erased_before as (  -- noqa: ST03

        select distinct
            source_system,
            key_digest
        from {{ landed }}
        where is_person_erased and source_system != 'generic'

    ),
{%- endif %}

new as (

    select
        registered.load_number,
        new_answers.*,
        cast(null as {{ type_row_digest() }}) as content_digest,
        {{ 'erased_before.key_digest is not null' if keeps else 'false' }} as is_person_erased
    from new_answers
    inner join registered
        on
            new_answers.source_system = registered.source_system
            and new_answers.load_key = registered.load_key
            and registered.is_new
    {% if keeps -%}
        left join erased_before  -- noqa: ST11
            on
                new_answers.source_system = erased_before.source_system
                and {{ row_digest([
                    'new_answers.source_system', 'new_answers.survey_id',
                    'new_answers.question_id', 'new_answers.response_id']) }}
                = erased_before.key_digest
    {%- endif %}

),

{% if keeps -%}
    -- The rules have changed since these were landed.
    restored as (  -- noqa: ST03

        select
            registered.load_number,
            {{ restored_answer('landed', 'registered.load_key') }}
        from {{ landed }} as landed
        inner join registered
            on
                landed.load_number = registered.replaces_number
                and not registered.is_new

    ),

    -- The person was erased since, or the time of the answer has come.
    rewritten as (  -- noqa: ST03

        select
            landed.load_number,
            {{ restored_answer('landed', "''") }}
        from {{ landed }} as landed
        inner join {{ withdrawn }} as withdrawn
            on
                landed.key_digest = withdrawn.key_digest
                and landed.row_nonce = withdrawn.row_nonce
                and withdrawn.is_rewritten

    ),
{%- endif %}

unioned as (

    select * from new
    {% if keeps -%}
        union all
        select * from restored
        union all
        select * from rewritten
    {%- endif %}

)

select * from unioned
