{%- set compared = compared_with() -%}

with

ledger as (

    select * from {{ ref('int_answers__ledger') }}

),

-- Whichever row of an answer is new or another, all of its rows may stand otherwise.
-- And the clock itself makes a time plausible that lay ahead.
changed as (

    select *
    from ledger
    where
        {% if compared is none -%}
            1 = 0
        {%- else -%}
            answer_changed_in > {{ compared.build_number }}
            or (loaded_at is null and responded_at > cast('{{ compared.built_at }}' as timestamp))
        {%- endif %}

)

select * from changed  -- noqa: AM04
