{% macro segment_columns() -%}
    {%- for name in nps.setting('nps_segments') -%}
        {%- set text = nps.parse_text('segment_' ~ loop.index) -%}
        {#- As the columns themselves are read. #}
        {{ 'lower(' ~ text ~ ')' if name | lower in ('status', 'metric_type') else text }} as segment_{{ loop.index }},{{ '\n        ' }}
    {%- endfor -%}
{%- endmacro %}


{#- A relation that has a column for every segment, for a from clause. A build of some models
    alone may read one that was built before a segment was named. In a unit test a relation
    has no place. -#}
{% macro with_segments(relation) -%}
    {%- set found = load_relation(relation) if execute and relation.schema is not none else none -%}
    {%- set columns = adapter.get_columns_in_relation(found) | map(attribute='name') | list if found is not none else [] -%}
    {%- for name in nps.setting('nps_segments') -%}
        {%- if columns and 'segment_' ~ loop.index not in columns -%}
            {{ nps.stop(relation.identifier ~ ' was built before nps_segments named "' ~ name
                ~ '": build what it reads as well, with --select +' ~ model.name ~ '+.') }}
        {%- endif -%}
    {%- endfor -%}
    {{ return(relation) }}
{%- endmacro %}


{#- What is known as a segment: what a rule gives comes first, then what landed with the
    answer, then what is known of the person. -#}
{% macro segment_value(name, prefix='') -%}
    {%- set name = name | lower -%}
    {%- if name in ['touchpoint', 'source_system'] -%}
        {{ return(prefix ~ name) }}
    {%- endif -%}
    {%- set number = nps.segment_number(name) -%}
    {%- set own = name if name in nps.plain_segments() else 'segment_' ~ number -%}
    {%- set values = ['ruled_' ~ own, own] + (['person_segment_' ~ number] if number else []) -%}
    {{ return('coalesce(' ~ prefix ~ values | join(', ' ~ prefix) ~ ')') }}
{%- endmacro %}


{#- The place of a name in nps_segments, from 1; none where it is none of them. -#}
{% macro segment_number(name) -%}
    {%- set names = nps.setting('nps_segments') | map('lower') | list -%}
    {{ return(names.index(name | lower) + 1 if name | lower in names else none) }}
{%- endmacro %}


{#- The segments of which values that differ in capitals and blanks alone are one. -#}
{% macro merged_segments() -%}
    {{ return([] if nps.setting('nps_segment_case') == 'keep'
        else nps.setting('nps_segments') | map('lower') | reject('in', ['touchpoint', 'source_system']) | list) }}
{%- endmacro %}


{#- What the ledger shows as a segment: the spelling that it has in its place, if any. -#}
{% macro shown_segment(name) -%}
    {%- if name | lower in nps.merged_segments() -%}
        {{ return('coalesce(spelling_' ~ nps.segment_number(name) ~ ', ' ~ nps.segment_value(name) ~ ')') }}
    {%- endif -%}
    {{ return(nps.segment_value(name)) }}
{%- endmacro %}
