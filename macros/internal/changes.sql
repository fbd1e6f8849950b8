{#- Data tests and publishing look at the rows that a build changed, where the build
    before it was tested and only few rows are others: an answer that nothing
    touched is what it was. -#}

{#- The number of the build that this one is compared with, none where everything
    may have changed. -#}
{% macro build_to_compare_with() -%}
    {%- set registered = ref('stg_loads__registered') -%}
    {%- set touched = ref('int_answers__touched') -%}
    {%- if not execute or flags.FULL_REFRESH -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set before = run_query(
        "select max(registered.continues) from " ~ registered ~ " as registered"
        ~ " inner join " ~ touched ~ " as touched on registered.build_number = touched.touched_until"
        ~ " where touched.touched_since <= registered.continues")[0][0] -%}
    {{ return(before if before is not none and nps.was_tested(before) else none) }}
{%- endmacro %}


{#- Whether it is enough to look at what changed. A part of a build may have
    registered loads and not listed what they changed. -#}
{% macro is_compared() -%}
    {%- set compared = ref('int_changes__compared') -%}
    {%- set registered = ref('stg_loads__registered') -%}
    {%- if not execute -%}
        {{ return(false) }}
    {%- endif -%}
    {{ return(run_query(
        "select count(*) > 0 from " ~ compared ~ " where compared_with is not null and build_number = "
        ~ "(select max(build_number) from " ~ registered ~ ")")[0][0]) }}
{%- endmacro %}


{#- A relation of rows to be tested: all of them, or the same of the changed rows. -#}
{% macro rows_to_test(all_rows, changed_rows) -%}
    {{ return(changed_rows if nps.is_compared() else all_rows) }}
{%- endmacro %}


{#- What the tests that passed have looked at, besides rows: models, tests and
    variables. -#}
{% macro tests_fingerprint() -%}
    {%- set parts = [nps.nps_release()] -%}
    {%- for name in nps.setting_rules() | sort -%}
        {%- do parts.append([name, nps.setting(name)]) -%}
    {%- endfor -%}
    {%- for node in graph.nodes.values() | sort(attribute='unique_id')
        if node.package_name == 'nps' and node.resource_type in ['model', 'test'] -%}
        {%- do parts.append([node.unique_id, node.checksum.checksum, node.raw_code]) -%}
    {%- endfor -%}
    {{ return(local_md5(parts | tojson)) }}
{%- endmacro %}


{#- Where it is written which build was tested: in the file of this project alone,
    where one command works at a time. None elsewhere. -#}
{% macro tested_build_relation() -%}
    {%- if target.profile_name != 'nps_demo' -%}
        {{ return(none) }}
    {%- endif -%}
    {{ return(api.Relation.create(
        database=target.database, schema=target.schema ~ '_intermediate', identifier='_tested_build')) }}
{%- endmacro %}


{% macro was_tested(build_number) -%}
    {%- set relation = nps.tested_build_relation() -%}
    {%- if relation is none or adapter.get_relation(
        database=relation.database, schema=relation.schema, identifier=relation.identifier) is none -%}
        {{ return(false) }}
    {%- endif -%}
    {{ return(run_query(
        "select count(*) > 0 from " ~ relation ~ " where build_number = " ~ build_number
        ~ " and fingerprint = '" ~ nps.tests_fingerprint() ~ "'")[0][0]) }}
{%- endmacro %}


{#- Writes down that every data test has passed on the build that the file holds. -#}
{% macro sign_tests(results) -%}
    {%- set relation = nps.tested_build_relation() -%}
    {%- if not execute or relation is none or flags.WHICH not in ['build', 'test'] -%}{{ return('') }}{%- endif -%}
    {%- set passed = [] -%}
    {%- set others = [] -%}
    {%- for result in results -%}
        {%- if result.node.resource_type == 'test' and result.status in ['pass', 'warn'] -%}
            {%- do passed.append(result.node.unique_id) -%}
        {%- elif result.status not in ['success', 'pass', 'no-op'] -%}
            {%- do others.append(result.node.unique_id) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set known = graph.nodes.values() | selectattr('resource_type', 'equalto', 'test')
        | selectattr('config.enabled') | list -%}
    {%- set registered = nps.left_behind('stg_loads__registered') -%}
    {%- if others or registered is none or passed | length < known | length -%}{{ return('') }}{%- endif -%}
    create or replace table {{ relation }} as
    select
        max(build_number) as build_number,
        '{{ nps.tests_fingerprint() }}' as fingerprint
    from {{ registered }}
{%- endmacro %}
