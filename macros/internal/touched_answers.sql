{#- What keeps rows of answers from build to build follows the answers that a build
    touched, and is made anew where it touched too many. -#}

{#- The last build that everything which follows rows one by one has followed, so
    that what was withdrawn by then need not be known any more. None where one of
    them has not been built. -#}
{% macro consumed_until() -%}
    {%- set marks = [] -%}
    {%- for name, column in {
        'int_answers__versions': 'built_in', 'int_answers__repeated': 'built_in',
        'int_answers__tallied': 'counted_in'}.items() -%}
        {%- set relation = nps.left_behind(name) -%}
        {%- if relation is none -%}
            {{ return(none) }}
        {%- endif -%}
        {%- do marks.append('(select coalesce(max(' ~ column ~ '), 0) from ' ~ relation ~ ')') -%}
    {%- endfor -%}
    {{ return('least(' ~ marks | join(', ') ~ ')') }}
{%- endmacro %}


{#- The same as a number. None where it is better to follow nothing: much has landed or
    gone since, or a selection looks across the answers of a person. -#}
{% macro build_followed() -%}
    {%- set registered = ref('stg_loads__registered') -%}
    {%- set landed = ref('int_answers__landed') -%}
    {%- set withdrawn = ref('int_answers__withdrawn') -%}
    {%- set consumed = nps.consumed_until() -%}
    {%- if not execute or flags.FULL_REFRESH or consumed is none or nps.setting('nps_selection_policy') != 'all' -%}
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


{#- The incremental strategy `touched_answers`: a relation forgets its rows of touched
    answers, or all of them where every answer is looked at, and takes the new ones.
    No unique key can say it: of a touched answer there may be no row any more. -#}
{% macro get_incremental_touched_answers_sql(arg_dict) -%}
    {%- set touched = ref('int_answers__touched') -%}
    delete from {{ arg_dict['target_relation'] }}
    {%- if nps.follows_touched_answers() %}
    where
        key_digest is null
        or key_digest in (select touched.key_digest from {{ touched }} as touched where touched.key_digest is not null)
    {%- endif %};
    {{ get_incremental_append_sql(arg_dict) }}
{%- endmacro %}
