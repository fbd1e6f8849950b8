{#- A load is what lands as one: a landing file, or the tables of a connection.
    The functions below say which loads there are now; stg_loads__registered
    compares them with those that the last build knew. -#}
{% macro found_loads(source) -%}
    {%- if landing_folder(source.platform) -%}
        {{ return(found_files('responses')) }}
    {%- endif -%}
    {#- dbt learns here which tables are compared. -#}
    {%- set relations = source_relations(source) -%}
    {%- if not execute -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set digests = [] -%}
    {%- for relation in relations -%}
        {%- if load_relation(relation) is not none -%}
            {%- do digests.append(relation_digest(relation) or run_started_at | string) -%}
        {%- endif -%}
    {%- endfor -%}
    {#- An adapter that reads them otherwise reads them again: another release, or
        another zone of times that an adapter reckons with. -#}
    {%- if source.platform != 'generic' -%}
        {%- do digests.append(nps_release()) -%}
        {%- do digests.append(setting('nps_source_time_zone')) -%}
        {%- for node in graph.nodes.values() | sort(attribute='unique_id')
            if node.resource_type == 'model' and node.package_name == 'nps'
            and 'staging/' ~ source.platform ~ '/' in node.path -%}
            {%- do digests.append(node.checksum.checksum) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return([{
        'load_key': whole_table(),
        'fingerprint': digests | first if digests | length == 1 else local_md5(digests | tojson)}]) }}
{%- endmacro %}


{#- Where the loads of a source come from. Loads of another origin are no
    versions of these, and do not stay. -#}
{% macro load_origin(source) -%}
    {%- if landing_folder(source.platform) -%}
        {{ return(landing_folder(source.platform)) }}
    {%- elif is_demo() -%}
        {{ return('(demo)') }}
    {%- endif -%}
    {{ return(source.database ~ '.' ~ source.schema) }}
{%- endmacro %}


{#- Where the landing tables come from, of which one may be there without the
    others. -#}
{% macro landing_origin() -%}
    {{ return(load_origin(dict(connections('generic') | first, platform='generic'))) }}
{%- endmacro %}


{#- The load key of a table that is no file. -#}
{% macro whole_table() -%}
    {{ return('(table)') }}
{%- endmacro %}


{#- What every landed row is judged by, as one text: where it differs from that
    of the last build, all rows are judged again. -#}
{% macro rules_fingerprint() -%}
    {%- set relations = [
        ref('stg_generic__surveys'), ref('nps_metric_map'), ref('nps_metric_scales'),
        ref('nps_verdict_reasons'), ref('nps_touchpoint_rules'), ref('nps_attribute_rules')] -%}
    {%- for platform in enabled_survey_declarers() -%}
        {%- do relations.append(ref('stg_' ~ platform ~ '__surveys')) -%}
    {%- endfor -%}
    {%- if not execute -%}
        {{ return('') }}
    {%- endif -%}
    {#- The rules of a source are looked at once it is read: see rule_fields(). -#}
    {%- set parts = [nps_release(), row_digest_version(), answer_source_names()] -%}
    {%- for name in [
        'nps_segments', 'nps_time_zone', 'nps_source_time_zone', 'nps_as_of',
        'nps_selection_policy', 'nps_quarantine_days', 'nps_quality_late_days'] -%}
        {%- do parts.append(setting(name)) -%}
    {%- endfor -%}
    {%- for relation in relations -%}
        {%- do parts.append(relation_digest(relation) or run_started_at | string) -%}
    {%- endfor -%}
    {%- for node in graph.nodes.values() | sort(attribute='unique_id')
        if node.resource_type == 'model' and node.package_name == 'nps'
        and ('/answers/' in node.path or '/surveys/' in node.path or '/rules/' in node.path
            or 'staging/' in node.path or '__tallied' in node.path) -%}
        {%- do parts.append(node.checksum.checksum) -%}
    {%- endfor -%}
    {{ return(local_md5(parts | tojson)) }}
{%- endmacro %}


{#- The release whose macros judge; the tests hold it to dbt_project.yml. -#}
{% macro nps_release() -%}
    {{ return('0.1.0') }}
{%- endmacro %}


{#- A number for this build, greater than that of every build before, and the
    last number that a load has. -#}
{% macro number_this_build() -%}
    {%- set last_build = left_behind('stg_loads__registered') -%}
    {%- set landed = left_behind('int_answers__landed') -%}
    {%- set clock = (run_started_at.timestamp() * 1000000) | int -%}
    select
        greatest(
            {{ clock }}
            {%- if last_build is not none %},
            (select coalesce(max(build_number), 0) + 1 from {{ last_build }})
            {%- endif %}
        ) as build_number,
        {#- A full refresh continues nothing. #}
        {% if last_build is none or landed is none or flags.FULL_REFRESH -%}
            null as continues,
        {%- else -%}
            (select max(build_number) from {{ last_build }}) as continues,
        {%- endif %}
        {#- No number stands for two loads, even where the list of loads is gone. #}
        greatest(
            0
            {%- for relation in [last_build, landed] if relation is not none %},
            (select coalesce(max(load_number), 0) from {{ relation }})
            {%- endfor %}
        ) as last_load_number
{%- endmacro %}


{#- The relation that a model left behind in an earlier build, none where there
    is none. By name and not by ref(): what is landed next depends on what was
    landed before, which is no cycle in time but would be one in the graph. -#}
{% macro left_behind(model_name) -%}
    {%- if not execute -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set node = graph.nodes['model.nps.' ~ model_name] -%}
    {{ return(adapter.get_relation(
        database=node.database, schema=node.schema, identifier=node.alias)) }}
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
    {%- set registered = left_behind('stg_loads__registered') -%}
    {%- set landed = left_behind('int_answers__landed') -%}
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
                {% for source in answer_sources() -%}
                    (
                        registered.source_system = '{{ source.name }}'
                        and registered.origin = {{ text_literal(load_origin(source)) }}
                    ) {{ 'or' if not loop.last }}
                {%- endfor %}
        ) as known_loads
    {%- endif -%}
{%- endmacro %}
