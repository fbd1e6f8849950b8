{#- What keeps rows of answers from build to build follows the answers that a build
    touched, and is made anew where it touched too many. -#}

{#- The last build that everything which follows rows one by one has followed, so
    that what was withdrawn by then need not be known any more. None where one of
    them has not been built. -#}
{% macro consumed_until() -%}
    {%- set marks = [] -%}
    {%- for name, column in {
        'int_answers__versions': 'built_in', 'int_answers__repeated': 'built_in',
        'int_loads__tallied': 'counted_in', 'int_cells__tallied': 'counted_in'}.items() -%}
        {%- set relation = left_behind(name) -%}
        {%- if relation is none -%}
            {{ return(none) }}
        {%- endif -%}
        {%- do marks.append('(select coalesce(max(' ~ column ~ '), 0) from ' ~ relation ~ ')') -%}
    {%- endfor -%}
    {{ return('least(' ~ marks | join(', ') ~ ')') }}
{%- endmacro %}


{#- The same as a number, none where so much has landed or gone since that it is
    better to follow nothing. -#}
{% macro build_followed() -%}
    {%- set registered = ref('stg_loads__registered') -%}
    {%- set landed = ref('int_answers__landed') -%}
    {%- set withdrawn = ref('int_answers__withdrawn') -%}
    {%- set consumed = consumed_until() -%}
    {%- if not execute or flags.FULL_REFRESH or consumed is none -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set followed = run_query('select ' ~ consumed)[0][0] -%}
    {%- set few = run_query(
        "select 4 * ((select count(*) from " ~ landed ~ " where load_number in (select load_number from " ~ registered
        ~ " where registered_in > " ~ followed ~ ")) + (select count(*) from " ~ withdrawn
        ~ " where withdrawn_in > " ~ followed ~ ")) <= (select count(*) from " ~ landed ~ ")")[0][0] -%}
    {{ return(followed if few else none) }}
{%- endmacro %}


{#- Whether a relation has to look at touched answers alone. -#}
{% macro follows_touched_answers() -%}
    {%- set touched = ref('int_answers__touched') -%}
    {%- if not execute or not is_incremental() -%}
        {{ return(false) }}
    {%- endif -%}
    {{ return(run_query("select count(*) > 0 from " ~ touched ~ " where touched_since is not null")[0][0]) }}
{%- endmacro %}


{#- A relation forgets the rows that it is to have anew. Runs in its transaction. -#}
{% macro delete_touched_answers(relation, follows=true) -%}
    {%- set touched = ref('int_answers__touched') -%}
    {%- if not execute or not is_incremental() -%}{{ return('') }}{%- endif -%}
    delete from {{ relation }}
    {%- if follows and follows_touched_answers() %}
    where
        key_digest is null
        or key_digest in (select touched.key_digest from {{ touched }} as touched where touched.key_digest is not null)
    {%- endif -%}
{%- endmacro %}
