{#- Of an erased person nothing is written but which answer it was; a row that
    deletes an answer says nothing of who gave it or what they wrote. -#}
{% macro unless_erased(column) -%}
    case
        when
            not is_person_erased
            {{ 'and not is_tombstone' if column in nps.personal_columns() }}
            {{ "and " ~ column ~ " != ''" if column in nps.maybe_blank_columns() }}
            then {{ column }}
    end
{%- endmacro %}


{#- Columns that are kept as landed: what one file format calls blank is null to
    another. -#}
{% macro maybe_blank_columns() -%}
    {{ return(['score_raw', 'comment', 'weight_raw']) }}
{%- endmacro %}


{#- Columns of int_answers__landed that a deletion empties. -#}
{% macro personal_columns() -%}
    {{ return(nps.private_columns() + ['attributes'] + nps.stored_segments()) }}
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


{#- What the ledger shows as a segment: what a rule gives comes first. -#}
{% macro segment_value(name, number=none) -%}
    {%- if name | lower in ['touchpoint', 'source_system'] -%}
        {{ return(name | lower) }}
    {%- elif name | lower in nps.plain_segments() -%}
        {{ return('coalesce(ruled_' ~ name | lower ~ ', ' ~ name | lower ~ ')') }}
    {%- endif -%}
    {{ return('coalesce(ruled_segment_' ~ number ~ ', segment_' ~ number ~ ')') }}
{%- endmacro %}


{#- Runs in the transaction that landed the new rows. -#}
{% macro delete_withdrawn_rows(landed) -%}
    {%- set withdrawn = ref('int_answers__withdrawn') -%}
    {%- set registered = ref('stg_loads__registered') -%}
    {%- if not execute or not is_incremental() -%}{{ return('') }}{%- endif -%}
    {%- do run_query(
        'delete from ' ~ landed ~ ' where load_number not in (select registered.load_number from '
        ~ registered ~ ' as registered)') -%}
    {#- Few builds rewrite a row, and to look for the rows takes a pass over all. -#}
    {%- if run_query('select 1 from ' ~ withdrawn ~ ' where is_rewritten limit 1') | length > 0 -%}
        delete from {{ landed }}
        where exists (
            select 1 from {{ withdrawn }} as withdrawn
            where
                withdrawn.is_rewritten
                and withdrawn.key_digest = {{ landed }}.key_digest
                and withdrawn.row_nonce = {{ landed }}.row_nonce
        )
    {%- endif %}
{%- endmacro %}


{#- A deletion takes along what older versions say of the person, for good: a
    newer version brings the answer back, not what was deleted. -#}
{% macro empty_deleted_versions(versions) -%}
    {%- set landed = ref('int_answers__landed') -%}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- set emptied = [
        'content_digest = coalesce(' ~ landed ~ '.content_digest, ' ~ nps.content_digest(landed ~ '.') ~ ')',
        'rare_texts = ' ~ nps.rare_texts_of_deletion(),
        'has_comment = false', 'has_respondent = false'] -%}
    {%- for column in nps.personal_columns() + ['rule_key'] -%}
        {%- do emptied.append(column ~ ' = null') -%}
    {%- endfor -%}
    {%- set deleted %}
        from {{ versions }} as versions
        where
            versions.is_before_deletion
            and versions.built_in = (select max(latest.built_in) from {{ versions }} as latest)
    {%- endset -%}
    {%- if run_query('select 1 ' ~ deleted ~ ' limit 1') | length > 0 -%}
        update {{ landed }} set {{ emptied | join(', ') }}
        {{ deleted }}
            and versions.key_digest = {{ landed }}.key_digest
            and versions.row_nonce = {{ landed }}.row_nonce
    {%- endif -%}
{%- endmacro %}
