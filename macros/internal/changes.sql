{#- Data tests and publishing look at the answers that changed since a build that was
    tested, where nothing else did: an answer that nothing touched is what it was.
    int_changes__compared says with which build this one is compared. -#}

{#- All that decides about a landed row besides itself: code, variables, and what people
    declare. The selection of answers looks across the rows of a person, so that under a
    policy any row may change another's verdict. -#}
{% macro row_fingerprint() -%}
    {%- set declared = [
        ref('nps', 'int_surveys__scaled'), ref('nps', 'int_surveys__score_words'), ref('nps', 'int_rules__declared'),
        ref('nps', 'int_people__attributes'), ref('nps', 'int_people__linked'), ref('nps', 'int_answers__spellings'),
        ref('nps', 'nps_verdict_reasons')] -%}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- set parts = [nps.row_digest_version(), nps.code_digest(['models/', 'tests/'], ['macros/', 'tests/'])] -%}
    {%- for name in [
        'nps_segments', 'nps_segment_case', 'nps_key_salt', 'nps_time_zone', 'nps_source_time_zone', 'nps_as_of',
        'nps_selection_policy', 'nps_quarantine_days'] -%}
        {%- do parts.append(nps.setting(name)) -%}
    {%- endfor -%}
    {%- for source in nps.answer_sources() -%}
        {%- do parts.append([source.name, nps.load_origin(source)]) -%}
    {%- endfor -%}
    {%- for relation in declared -%}
        {%- do parts.append(nps.relation_digest(relation) or run_started_at | string) -%}
    {%- endfor -%}
    {{ return(local_md5(parts | tojson)) }}
{%- endmacro %}


{#- The build that was tested last: in the file of this project alone, where one command
    works at a time. Elsewhere none. -#}
{% macro tested_build() -%}
    {%- set relation = nps.tested_build_relation() if execute else none -%}
    {%- if relation is not none and load_relation(relation) is not none
        and 'built_at' in adapter.get_columns_in_relation(relation) | map(attribute='name') -%}
        {{ return('(select build_number, fingerprint, built_at from ' ~ relation ~ ') as tested') }}
    {%- endif -%}
    {{ return('(select cast(null as bigint) as build_number, cast(null as ' ~ dbt.type_string()
        ~ ') as fingerprint, cast(null as timestamp) as built_at) as tested') }}
{%- endmacro %}


{% macro tested_build_relation() -%}
    {%- if not nps.is_build_file() -%}
        {{ return(none) }}
    {%- endif -%}
    {{ return(api.Relation.create(
        database=target.database, schema=target.schema ~ '_intermediate', identifier='_tested_build')) }}
{%- endmacro %}


{#- Writes down, at the end of a command, that every data test has passed on the build
    that the file holds. -#}
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
    {%- set compared = nps.left_behind('int_changes__compared') -%}
    {%- if others or compared is none or passed | length < known | length -%}{{ return('') }}{%- endif -%}
    create or replace table {{ relation }} as
    select
        build_number,
        fingerprint,
        built_at
    from {{ compared }}
{%- endmacro %}


{#- The build that this one is compared with: its `build_number` and when it was
    `built_at`; none where everything is looked at. -#}
{% macro compared_with() -%}
    {%- set compared = ref('nps', 'int_changes__compared') -%}
    {%- if execute -%}
        {%- for row in run_query(
            'select compared_with, compared_at from ' ~ compared ~ ' where compared_with is not null') -%}
            {{ return({'build_number': row[0], 'built_at': row[1]}) }}
        {%- endfor -%}
    {%- endif -%}
    {{ return(none) }}
{%- endmacro %}


{#- Whether a row of the ledger may stand otherwise than in an earlier build. Whichever row
    of an answer is new or another, all of its rows may; and the clock itself makes a time
    plausible that lay ahead. compared: as compared_with() returns it. -#}
{% macro has_changed_since(compared) -%}
    {%- if compared is none -%}
        {{ return('1 = 0') }}
    {%- endif -%}
    (
        answer_changed_in > {{ compared.build_number }}
        or (loaded_at is null and responded_at > cast('{{ compared.built_at }}' as timestamp))
    )
{%- endmacro %}


{#- Whether it is enough to look at what changed. Rows may have landed since the changes
    were told. -#}
{% macro is_compared() -%}
    {%- set compared = ref('nps', 'int_changes__compared') -%}
    {%- set landed = ref('nps', 'int_answers__landed') -%}
    {%- if not execute -%}
        {{ return(false) }}
    {%- endif -%}
    {{ return(run_query(
        "select count(*) > 0 from " ~ compared ~ " where compared_with is not null and build_number >= "
        ~ "(select coalesce(max(changed_in), 0) from " ~ landed ~ ")")[0][0]) }}
{%- endmacro %}


{#- A relation of rows to be tested: all of them, or the same of the changed rows. -#}
{% macro rows_to_test(all_rows, changed_rows) -%}
    {{ return(changed_rows if nps.is_compared() else all_rows) }}
{%- endmacro %}
