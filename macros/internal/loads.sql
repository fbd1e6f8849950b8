{#- A load is what lands as one: a landing file, or the tables of a connection.
    int_loads__seen is the log of them: one row each time that one is new or has
    another content. -#}

{#- The loads that there are now, as rows. -#}
{% macro found_loads() -%}
    {%- for source in nps.answer_sources() -%}
        {%- for load in nps.loads_of(source) %}
    select
        '{{ source.name }}' as source_system,
        {{ nps.text_literal(load.load_key) }} as load_key,
        {{ nps.text_literal(nps.load_origin(source)) }} as origin,
        {{ nps.text_literal(load.fingerprint) }} as fingerprint
    union all
        {%- endfor %}
    {%- endfor %}
    select
        cast(null as {{ dbt.type_string() }}) as source_system,
        cast(null as {{ dbt.type_string() }}) as load_key,
        cast(null as {{ dbt.type_string() }}) as origin,
        cast(null as {{ dbt.type_string() }}) as fingerprint
    where 1 = 0
{%- endmacro %}


{#- The loads of one source with a fingerprint each. -#}
{% macro loads_of(source) -%}
    {%- set renamed = nps.renamed_columns('responses') if source.platform == 'generic' else {} -%}
    {%- if nps.landing_folder(source.platform) -%}
        {%- set loads = nps.found_files('responses') -%}
        {#- Rows with other ids are other rows, as are those of other columns. -#}
        {%- for load in loads -%}
            {%- do load.update({'fingerprint': load.fingerprint
                ~ (' file' if nps.setting('nps_generic_response_id_scope') == 'file' else '')
                ~ (' ' ~ renamed | tojson if renamed else '')}) -%}
        {%- endfor -%}
        {{ return(loads) }}
    {%- endif -%}
    {#- dbt learns here which tables are compared. -#}
    {%- set relations = nps.source_relations(source) -%}
    {%- if not execute -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set digests = [] -%}
    {%- for relation in relations -%}
        {%- if load_relation(relation) is not none -%}
            {%- do digests.append(nps.relation_digest(relation) or run_started_at | string) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if renamed -%}
        {%- do digests.append(renamed | tojson) -%}
    {%- endif -%}
    {#- An adapter that reads them otherwise reads them again. -#}
    {%- if source.platform != 'generic' -%}
        {%- for file in (nps.found_files('nps_metric_map') if nps.landing_folder('generic') else []) -%}
            {%- do digests.append(file.fingerprint) -%}
        {%- endfor -%}
        {%- do digests.append(source.time_zone or nps.setting('nps_source_time_zone')) -%}
        {%- do digests.append(nps.code_digest(
            ['staging/' ~ source.platform ~ '/'], ['macros/parsing/', 'macros/platforms/', 'macros/engines/'])) -%}
    {%- endif -%}
    {{ return([{
        'load_key': nps.whole_table(),
        'fingerprint': digests | first if digests | length == 1 else local_md5(digests | tojson)}]) }}
{%- endmacro %}


{#- The log of loads, with whether a row is the latest of its load and whether it
    took the place of an earlier one. -#}
{% macro seen_loads(log) -%}
    select
        load_number,
        source_system,
        load_key,
        origin,
        fingerprint,
        seen_in,
        row_number() over (partition by source_system, load_key order by load_number desc) = 1 as is_latest,
        row_number() over (partition by source_system, load_key order by load_number) > 1 as is_replacement
    from {{ log }}
{%- endmacro %}


{#- Where the loads of a source come from. -#}
{% macro load_origin(source) -%}
    {%- if nps.landing_folder(source.platform) -%}
        {{ return(nps.landing_folder(source.platform)) }}
    {%- elif nps.is_demo() -%}
        {{ return('(demo)') }}
    {%- endif -%}
    {{ return(source.database ~ '.' ~ source.schema) }}
{%- endmacro %}


{#- Whether a load comes from where its source is read today, as a condition. -#}
{% macro is_of_todays_origin() -%}
    {%- if not nps.answer_sources() -%}
        {{ return('1 = 0') }}
    {%- endif -%}
    {%- for source in nps.answer_sources() -%}
        (source_system = '{{ source.name }}' and origin = {{ nps.text_literal(nps.load_origin(source)) }})
        {{- ' or ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}


{#- Where the landing tables come from, of which one may be there without the
    others. -#}
{% macro landing_origin() -%}
    {{ return(nps.load_origin(dict(nps.connections('generic') | first, platform='generic'))) }}
{%- endmacro %}


{#- The load key of a table that is no file. -#}
{% macro whole_table() -%}
    {{ return('(table)') }}
{%- endmacro %}


{#- The load keys that the staging models of a source read: those of loads that stand
    and have not landed, be it that a build was killed before they did. -#}
{% macro loads_to_land(source_name) -%}
    {%- set standing = ref('nps', 'int_loads__standing') -%}
    {%- if not execute -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set landed = none if flags.FULL_REFRESH else nps.left_behind('int_answers__landed') -%}
    {{ return(run_query(
        "select load_key from " ~ standing ~ " where source_system = '" ~ source_name ~ "'"
        ~ (" and load_number not in (select load_number from " ~ landed ~ ")" if landed is not none else "")
        ~ " order by load_key").columns[0].values() | list) }}
{%- endmacro %}
