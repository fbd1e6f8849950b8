{#- Every connection that brings answers: its name, its platform, where it is. -#}
{% macro answer_sources() -%}
    {%- set sources = [] -%}
    {%- for platform in nps.enabled_platforms() -%}
        {%- for connection in nps.connections(platform) -%}
            {%- if connection.name in sources | map(attribute='name') -%}
                {{ nps.stop('Two connections have the name "' ~ connection.name ~ '": give each its own.') }}
            {%- endif -%}
            {%- do sources.append(dict(connection, platform=platform)) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(sources) }}
{%- endmacro %}


{#- As a list of literals. -#}
{% macro answer_source_names() -%}
    {{ return(nps.text_literals(nps.answer_sources() | map(attribute='name') | list)) }}
{%- endmacro %}


{#- The zone of a connection's times, as SQL, where any connection names one; none
    otherwise. -#}
{% macro connection_zone() -%}
    {%- set zones = [] -%}
    {%- for source in nps.answer_sources() if source.time_zone -%}
        {%- do zones.append('when ' ~ nps.text_literal(source.name) ~ ' then ' ~ nps.text_literal(source.time_zone)) -%}
    {%- endfor -%}
    {{ return('case source_system ' ~ zones | join(' ') ~ ' end' if zones else none) }}
{%- endmacro %}


{#- The tables whose change is a change of the source. What the seed
    nps_metric_map declares is one, since other questions were left out. -#}
{% macro source_relations(source) -%}
    {%- if source.platform == 'generic' -%}
        {{ return([nps.raw_relation('generic', 'responses')]) }}
    {%- elif nps.is_guest(source.platform) -%}
        {{ return([nps.guest_ref('stg_' ~ source.platform ~ '__responses')]) }}
    {%- endif -%}
    {%- set relations = [ref('nps_metric_map')] -%}
    {%- set tables = [] -%}
    {%- for table in nps.platform_tables(source.platform) if source.loader in table.config.meta.loaders -%}
        {%- do tables.append(table.name) -%}
    {%- endfor -%}
    {%- for table in (nps.demo_tables()[source.platform] if nps.is_demo() else tables) -%}
        {%- do relations.append(nps.connection_relation(source.platform, source, table)) -%}
    {%- endfor -%}
    {{ return(relations) }}
{%- endmacro %}


{#- A rule of a source that is not read says nothing, and may be a slip of the pen.
    The rules of the demo are there on purpose. -#}
{% macro warn_of_unread_sources() -%}
    {%- set metric_map = nps.rule_table('nps_metric_map') -%}
    {%- set relations = [metric_map, nps.rule_table('nps_touchpoint_rules'), nps.rule_table('nps_attribute_rules')] -%}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- do nps.stop_on_first(
        "select 'The table nps_metric_map has a row without a source_system: name its connection.' as problem from "
        ~ metric_map ~ " where " ~ nps.parse_text('source_system') ~ " is null") -%}
    {%- set named = [] -%}
    {%- for relation in relations -%}
        {%- set column = nps.parse_text('source_system' if relation == metric_map else 'source') -%}
        {%- do named.append('select ' ~ column ~ ' as named from ' ~ relation) -%}
    {%- endfor -%}
    {%- for row in run_query(
        'select distinct named from (' ~ named | join(' union all ') ~ ") as named where named not in ("
        ~ nps.answer_source_names() ~ ") and named not like 'tidewheel@_%' escape '@' order by named") -%}
        {%- do exceptions.warn('The rules name the source "' ~ row[0] ~ '", which is not read, and are left aside: name '
            ~ nps.answer_sources() | map(attribute='name') | join(' or ') ~ ', or add it to nps_sources.') -%}
    {%- endfor -%}
{%- endmacro %}


{#- Says for each survey which groups a platform calls otherwise than we do: of a test
    dbt shows the number of rows alone. The ledger is a view, asked only where they
    differ. -#}
{% macro warn_of_other_groups(counts, ledger) -%}
    {%- if not execute or flags.WHICH not in ['build', 'test'] -%}{{ return('') }}{%- endif -%}
    {%- if run_query('select 1 from ' ~ counts ~ ' where other_group_count > 0 limit 1') | length == 0 -%}
        {{ return('') }}
    {%- endif -%}
    {%- set groups -%}
        select
            source_system,
            survey_id,
            cast(count(*) as {{ dbt.type_string() }}) || ' ' || {{ nps.redacted('source_group') }} || ' for ' || nps_category as said,
            count(*) as answer_count
        from {{ ledger }}
        where source_group != nps_category
        group by source_system, survey_id, source_group, nps_category
    {%- endset -%}
    {%- set surveys -%}
        select
            source_system,
            survey_id,
            {{ dbt.listagg('said', "', '", 'order by said') }} as said,
            sum(answer_count) as answer_count
        from ({{ groups }}) as differing
        group by source_system, survey_id
        order by source_system, survey_id
    {%- endset -%}
    {%- for row in run_query(surveys) -%}
        {%- do exceptions.warn(row[0] ~ ' puts ' ~ row[3] | int ~ ' of the answers of survey ' ~ row[1]
            ~ ' into another group than their scores do (' ~ row[2] ~ '), and the scores count: declare its scale in'
            ~ ' nps_metric_map, or in the table surveys, where it has another.') -%}
    {%- endfor -%}
{%- endmacro %}
