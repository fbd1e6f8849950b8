{#- The landing files of a table with a fingerprint each. A small file is known
    by its content; a large one, which would have to be read twice, by its size
    and the time of its last change. -#}
{% macro found_files(table) -%}
    {{ return(adapter.dispatch('found_files', 'nps')(table)) }}
{%- endmacro %}


{% macro default__found_files(table) -%}
    {{ return([]) }}
{%- endmacro %}


{% macro duckdb__found_files(table) -%}
    {%- if not execute -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set paths = nps.landing_files(table) | map(attribute='path') | list -%}
    {%- set small = [] -%}
    {%- set found = {} -%}
    {%- if paths -%}
        {%- for path, size, changed_at in run_query(
            'select filename, size, cast(last_modified as varchar) from read_blob(' ~ nps.file_list(paths) ~ ')') -%}
            {%- if size < 8388608 -%}
                {%- do small.append(path) -%}
            {%- endif -%}
            {%- do found.update({path: size ~ ' ' ~ changed_at}) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if small -%}
        {%- for path, digest in run_query(
            'select filename, md5(content) from read_blob(' ~ nps.file_list(small) ~ ')') -%}
            {%- do found.update({path: digest}) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- set loads = [] -%}
    {%- for path in paths -%}
        {%- do loads.append({'load_key': nps.load_key_of(path), 'fingerprint': found[path]}) -%}
    {%- endfor -%}
    {{ return(loads) }}
{%- endmacro %}
