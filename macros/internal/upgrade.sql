{#- What a build file of the release before needs, once: its rows and its list of loads
    are kept. Remove this file, and the two calls of it, with the next release. -#}

{#- The log of loads that the first build of int_loads__seen goes on from: the list of
    release 0.1, or an empty one. -#}
{% macro loads_of_release_0_1() -%}
    {%- set listed = none -%}
    {%- if execute and not flags.FULL_REFRESH -%}
        {%- set listed = adapter.get_relation(
            database=this.database, schema=target.schema ~ '_staging', identifier='stg_loads__registered') -%}
    {%- endif -%}
    {%- if listed is not none -%}
        {{ return('(select *, registered_in as seen_in from ' ~ listed ~ ') as listed_loads') }}
    {%- endif -%}
    {{ return(
        '(select cast(null as bigint) as load_number, cast(null as ' ~ dbt.type_string() ~ ') as source_system,'
        ~ ' cast(null as ' ~ dbt.type_string() ~ ') as load_key, cast(null as ' ~ dbt.type_string() ~ ') as origin,'
        ~ ' cast(null as ' ~ dbt.type_string() ~ ') as fingerprint, cast(null as bigint) as seen_in where 1 = 0) as no_loads') }}
{%- endmacro %}


{#- Texts that release 0.1 kept in one column of int_answers__landed. -#}
{% macro upgrade_landed(landed) -%}
    {%- if not execute or not is_incremental()
        or 'rare_texts' not in adapter.get_columns_in_relation(landed) | map(attribute='name') -%}
        {{ return('') }}
    {%- endif -%}
    {%- set earlier = landed.incorporate(path={'identifier': landed.identifier ~ '_of_release_0_1'}) -%}
    {%- set texts = {'is_test_raw': 'is_test', 'respondent_id_erasure_key': 'respondent_erasure_key',
        'email_erasure_key': 'email_erasure_key'} -%}
    {%- for name in nps.landed_times() -%}
        {%- do texts.update({name ~ '_raw': name}) -%}
    {%- endfor -%}
    {#- Into a new table: DuckDB alters no table that the same transaction has updated. #}
    create table {{ earlier }} as
    select
        *,
        {% for column, name in texts.items() -%}
            {{ nps.json_text_member('rare_texts', name) }} as {{ column }},
        {% endfor -%}
        case when is_complete then 'complete' else {{ nps.json_text_member('rare_texts', 'status') }} end as status,
        cast(null as timestamp) as deleted_at,
        response_id is not null as has_response_id
    from {{ landed }};
    drop table {{ landed }};
    alter table {{ earlier }} rename to {{ landed.identifier }}
{%- endmacro %}
