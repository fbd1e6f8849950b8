{#- A load is what lands as one: a landing file, or the tables of a connection.
    The functions below say which loads there are now; stg_loads__registered
    compares them with those that the last build knew. -#}
{% macro found_loads(source) -%}
    {%- if nps.landing_folder(source.platform) -%}
        {{ return(nps.found_files('responses')) }}
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
    {#- An adapter that reads them otherwise reads them again: another release, or
        another zone of times that an adapter reckons with. -#}
    {%- if source.platform != 'generic' -%}
        {%- do digests.append(nps.nps_release()) -%}
        {%- do digests.append(nps.setting('nps_source_time_zone')) -%}
        {%- for node in graph.nodes.values() | sort(attribute='unique_id')
            if node.resource_type == 'model' and node.package_name == 'nps'
            and 'staging/' ~ source.platform ~ '/' in node.path -%}
            {%- do digests.append(node.checksum.checksum) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return([{
        'load_key': nps.whole_table(),
        'fingerprint': digests | first if digests | length == 1 else local_md5(digests | tojson)}]) }}
{%- endmacro %}


{#- Where the loads of a source come from. Loads of another origin are no
    versions of these, and do not stay. -#}
{% macro load_origin(source) -%}
    {%- if nps.landing_folder(source.platform) -%}
        {{ return(nps.landing_folder(source.platform)) }}
    {%- elif nps.is_demo() -%}
        {{ return('(demo)') }}
    {%- endif -%}
    {{ return(source.database ~ '.' ~ source.schema) }}
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


{#- The load keys that the staging models of a source read in this build. -#}
{% macro new_loads(source_name) -%}
    {%- set registered = ref('stg_loads__registered') -%}
    {%- if not execute -%}
        {{ return([]) }}
    {%- endif -%}
    {{ return(run_query(
        "select load_key from " ~ registered ~ " where is_new and source_system = '"
        ~ source_name ~ "' order by load_key").columns[0].values() | list) }}
{%- endmacro %}


{#- The loads whose rows earlier builds left in the ledger, of the sources and
    origins that are still read, as a subquery; an
    empty one of the same columns before the first build. A build that was
    killed may have registered a load that it did not land: then the load that
    it was to replace still stands, and has to be replaced. -#}
{% macro known_loads() -%}
    {%- set registered = nps.left_behind('stg_loads__registered') -%}
    {%- set landed = nps.left_behind('int_answers__landed') -%}
    {%- if flags.FULL_REFRESH or registered is none or landed is none -%}
        (
            select
                cast(null as bigint) as load_number,
                cast(null as {{ dbt.type_string() }}) as source_system,
                cast(null as {{ dbt.type_string() }}) as load_key,
                cast(null as {{ dbt.type_string() }}) as origin,
                cast(null as {{ dbt.type_string() }}) as fingerprint,
                cast(null as {{ dbt.type_string() }}) as rules_fingerprint,
                cast(null as bigint) as registered_in
            where 1 = 0
        ) as nothing_known
    {%- else -%}
        (
            select
                landed.load_number,
                registered.source_system,
                registered.load_key,
                registered.origin,
                case when is_landed then registered.fingerprint end as fingerprint,
                case when is_landed then registered.rules_fingerprint end as rules_fingerprint,
                registered.registered_in
            from (
                select
                    *,
                    load_number in (select landed.load_number from {{ landed }} as landed) as is_landed
                from {{ registered }}
            ) as registered
            inner join (
                select distinct load_number from {{ landed }}
            ) as landed
                on landed.load_number
                    = case when is_landed then registered.load_number else registered.replaces_number end
            where
                {% for source in nps.answer_sources() -%}
                    (
                        registered.source_system = '{{ source.name }}'
                        and registered.origin = {{ nps.text_literal(nps.load_origin(source)) }}
                    ) {{ 'or' if not loop.last }}
                {%- endfor %}
        ) as known_loads
    {%- endif -%}
{%- endmacro %}
