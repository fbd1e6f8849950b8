{#- All that changes a row of int_answers__landed after it landed. The hooks run in the
    transaction of the model, in this order: read_again, erase_people,
    delete_gone_loads, empty_deleted_answers. -#}

{#- The number of the changes that this build makes: greater than that of any before. -#}
{% macro next_change(landed) -%}
    {%- set seen = ref('nps', 'int_loads__standing') -%}
    {%- set numbers = [nps.clock_number() | int] -%}
    {#- In a unit test a relation has no place. -#}
    {%- if execute and seen.schema is not none -%}
        {%- do numbers.append(run_query('select coalesce(max(seen_in), 0) from ' ~ seen)[0][0] | int) -%}
        {%- if is_incremental() and 'changed_in' in adapter.get_columns_in_relation(landed) | map(attribute='name') -%}
            {%- do numbers.append(run_query('select coalesce(max(changed_in), 0) + 1 from ' ~ landed)[0][0] | int) -%}
        {%- endif -%}
    {%- endif -%}
    cast({{ numbers | max }} as bigint)
{%- endmacro %}


{#- The digests of a landed row, by column: of the answer that it is a version of, of
    the question that was asked, of all that the rules of today look at. -#}
{% macro digests_of_rows(prefix='') -%}
    {{ return({
        'key_digest': nps.row_digest([
            prefix ~ 'source_system', prefix ~ 'survey_id', prefix ~ 'question_id', prefix ~ 'response_id']),
        'question_key': nps.row_digest([
            prefix ~ 'source_system', prefix ~ 'survey_id', prefix ~ 'question_id', prefix ~ 'landed_metric_type']),
        'rule_key': nps.rule_key(prefix)}) }}
{%- endmacro %}


{#- What is derived once for each landed row and follows variables or the version of an
    engine: its digests, times without an offset, segments out of attributes. -#}
{% macro read_columns() -%}
    {%- set columns = nps.digests_of_rows() -%}
    {%- do columns.update({
        'rule_key': 'case when content_digest is null then ' ~ columns.rule_key ~ ' end'}) -%}
    {%- for name in nps.landed_times() -%}
        {%- do columns.update({
            name: 'case when ' ~ name ~ '_raw is null then ' ~ name ~ ' else ' ~ nps.parse_landed_time(name ~ '_raw') ~ ' end'}) -%}
    {%- endfor -%}
    {%- for name in nps.setting('nps_segments') -%}
        {%- if 'segment_' ~ loop.index in nps.stored_segments() -%}
            {%- do columns.update({'segment_' ~ loop.index: nps.landed_segment_again(name)}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(columns) }}
{%- endmacro %}


{#- A segment as int_answers__conformed read it, from what was kept. -#}
{% macro landed_segment_again(name) -%}
    {%- set column = name | lower -%}
    {%- if column in nps.landed_times() -%}
        {{ return(nps.parse_text(nps.landed_time(column))) }}
    {%- elif column in nps.landing_shape() -%}
        {{ return(nps.parse_text({
            'score': 'score_raw', 'weight': 'weight_raw', 'is_test': 'is_test_raw',
            'metric_type': 'landed_metric_type'}.get(column, column))) }}
    {%- endif -%}
    {{ return(nps.parse_text(nps.json_text_member('attributes', column))) }}
{%- endmacro %}


{#- How rows are read today: the very SQL of what is derived, and the version of the
    engine whose digests are kept. -#}
{% macro reading() -%}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {{ return(local_md5([nps.read_columns(), nps.row_digest_version()] | tojson)) }}
{%- endmacro %}


{#- Rows that were read otherwise are read again, from what was kept of them. -#}
{% macro read_again(landed) -%}
    {%- set reading = nps.reading() -%}
    {%- set otherwise = "reading is distinct from '" ~ reading ~ "'" -%}
    {%- if not execute or not is_incremental()
        or run_query('select 1 from ' ~ landed ~ ' where ' ~ otherwise ~ ' limit 1') | length == 0 -%}
        {{ return('') }}
    {%- endif -%}
    update {{ landed }} set
        {% for name, expression in nps.read_columns().items() -%}
            {{ name }} = {{ expression }},
        {% endfor -%}
        changed_in = {{ nps.next_change(landed) }},
        reading = '{{ reading }}'
    where {{ otherwise }}
{%- endmacro %}


{#- Of an erased person nothing is kept but which answer it was. Rows that were not yet
    held against the people who are erased today are looked through. A platform that
    has erased somebody may land their answers without the address by which they are
    known: an answer of theirs stays erased. -#}
{% macro erase_people(landed) -%}
    {%- set people = ref('nps', 'int_people__erased') -%}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- set keys -%}
        select distinct people.erasure_key
        from {{ people }} as people
        where
            {{ nps.is_seen('people.deleted_at') }}
            and people.origin = {{ nps.text_literal(nps.landing_origin()) }}
    {%- endset -%}
    {%- set erasures = run_query(
        "select coalesce(md5(" ~ dbt.listagg('erasure_key', "','", 'order by erasure_key') ~ "), '') from (" ~ keys ~ ") as keys")[0][0] -%}
    {%- set unseen = "erasures is distinct from '" ~ erasures ~ "'" -%}
    {%- if run_query('select 1 from ' ~ landed ~ ' where ' ~ unseen ~ ' limit 1') | length == 0 -%}
        {{ return('') }}
    {%- endif -%}
    update {{ landed }} set
        {{ nps.emptied_columns(nps.kept_of_nobody()) | join(',\n        ') }},
        is_person_erased = true,
        changed_in = {{ nps.next_change(landed) }}
    where
        {{ unseen }}
        and not is_person_erased
        and (
            {{ nps.known_erasure_key('respondent_id') }} in ({{ keys }})
            or {{ nps.known_erasure_key('email') }} in ({{ keys }})
            or (
                source_system != 'generic'
                and key_digest in (select erased.key_digest from {{ landed }} as erased where erased.is_person_erased)
            )
        );
    update {{ landed }} set erasures = '{{ erasures }}' where {{ unseen }}
{%- endmacro %}


{#- A file that changed lands as another load, and another origin is another company. -#}
{% macro delete_gone_loads(landed) -%}
    {%- set standing = ref('nps', 'int_loads__standing') -%}
    {%- if not execute or not is_incremental() -%}{{ return('') }}{%- endif -%}
    delete from {{ landed }}
    where load_number not in (select standing.load_number from {{ standing }} as standing)
{%- endmacro %}


{#- A deletion says nothing of who gave the answer or what they wrote, and takes along
    what older versions say of it, for good: a newer version brings the answer back,
    not what was deleted. -#}
{% macro empty_deleted_answers(landed) -%}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- set is_deletion = nps.is_tombstone() -%}
    {%- if run_query('select 1 from ' ~ landed ~ ' where ' ~ is_deletion ~ ' limit 1') | length == 0 -%}
        {{ return('') }}
    {%- endif -%}
    update {{ landed }} set
        {{ nps.emptied_columns(nps.personal_columns()) | join(',\n        ') }},
        respondent_id_erasure_key = {{ nps.known_erasure_key('respondent_id') }},
        email_erasure_key = {{ nps.known_erasure_key('email') }},
        changed_in = {{ nps.next_change(landed) }}
    where
        content_digest is null
        and (
            {{ is_deletion }}
            or (key_digest, row_nonce) in (
                select
                    ordered.key_digest,
                    ordered.row_nonce
                from (
                    {{ nps.versions_in_order(
                        landed, 'select deleted.key_digest from ' ~ landed ~ ' as deleted where ' ~ nps.is_tombstone('deleted.')) }}
                ) as ordered
                where ordered.is_before_deletion
            )
        )
{%- endmacro %}


{#- The assignments that empty columns of a landed row. Its digest is kept: it could not
    be made again, and decides between versions of one time. -#}
{% macro emptied_columns(columns) -%}
    {%- set emptied = [
        'content_digest = coalesce(content_digest, ' ~ nps.content_digest() ~ ')',
        'has_comment = false', 'has_respondent = false', 'rule_key = null'] -%}
    {%- for column in columns -%}
        {%- do emptied.append(column ~ ' = null') -%}
    {%- endfor -%}
    {{ return(emptied) }}
{%- endmacro %}


{#- Columns of int_answers__landed that a deletion empties. -#}
{% macro personal_columns() -%}
    {{ return(nps.private_columns() + ['attributes'] + nps.stored_segments()) }}
{%- endmacro %}


{#- Those that the erasure of a person empties: more than a deletion does. -#}
{% macro kept_of_nobody() -%}
    {{ return(nps.personal_columns() + [
        'campaign_id', 'score_raw', 'source_group', 'landed_touchpoint', 'channel', 'country', 'language', 'weight_raw']) }}
{%- endmacro %}


{#- The segments that are no column of their own already. -#}
{% macro stored_segments() -%}
    {%- set stored = [] -%}
    {%- for name in nps.setting('nps_segments') -%}
        {%- if name | lower not in nps.plain_segments() -%}
            {%- do stored.append('segment_' ~ loop.index) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(stored) }}
{%- endmacro %}


{#- Columns of int_answers__landed that are labels as they stand. -#}
{% macro plain_segments() -%}
    {{ return(['touchpoint', 'channel', 'country', 'language', 'campaign_id', 'source_system']) }}
{%- endmacro %}
