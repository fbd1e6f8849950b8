{#- Numbers that tell rows apart inside one warehouse. They are never shown and
    never compared between engines or versions: an engine's own hash is a tenth
    of the cost of md5. -#}
{% macro row_digest(expressions) -%}
    {{ return(adapter.dispatch('row_digest', 'nps')(expressions)) }}
{%- endmacro %}


{% macro default__row_digest(expressions) -%}
    {{ nps.hashed(expressions) }}
{%- endmacro %}


{% macro duckdb__row_digest(expressions) -%}
    {{ return('hash(' ~ expressions | join(', ') ~ ')') }}
{%- endmacro %}


{#- What a digest of another build may differ by: an engine's own hash is that of its
    version. -#}
{% macro row_digest_version() -%}
    {{ return(adapter.dispatch('row_digest_version', 'nps')()) }}
{%- endmacro %}


{% macro default__row_digest_version() -%}
    {{ return('md5') }}
{%- endmacro %}


{% macro duckdb__row_digest_version() -%}
    {{ return(run_query('select version()').columns[0].values()[0] if execute else '') }}
{%- endmacro %}


{#- Tells apart the rows of one key. -#}
{% macro row_nonce() -%}
    cast(floor(random() * 9007199254740992) as bigint)
{%- endmacro %}


{#- One value that changes when any row of a relation does; null where the
    engine has no cheap way, and the relation then counts as changed. -#}
{% macro relation_digest(relation) -%}
    {{ return(adapter.dispatch('relation_digest', 'nps')(relation)) }}
{%- endmacro %}


{% macro default__relation_digest(relation) -%}
    {{ return(none) }}
{%- endmacro %}


{% macro duckdb__relation_digest(relation) -%}
    {#- A renamed column, or one of another type, is a change as well. -#}
    {%- set columns = [] -%}
    {%- for column in adapter.get_columns_in_relation(relation) -%}
        {%- do columns.append([column.name, column.dtype]) -%}
    {%- endfor -%}
    {{ return(run_query(
        "select '" ~ local_md5(columns | tojson) ~ "-' || count(*) || '-' || coalesce(sum(cast(hash(landed) as hugeint)), 0) from "
        ~ relation ~ " as landed").columns[0].values()[0]) }}
{%- endmacro %}
