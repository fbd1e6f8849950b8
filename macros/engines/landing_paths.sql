{% macro glob_literal(path) -%}
    {{ return(nps.text_literal(modules.re.sub('([*?\\[])', '[\\1]', path))) }}
{%- endmacro %}


{% macro file_list(files) -%}
    {%- set quoted = [] -%}
    {%- for file in files -%}
        {%- do quoted.append(nps.glob_literal(file)) -%}
    {%- endfor -%}
    {{ return('[' ~ quoted | join(', ') ~ ']') }}
{%- endmacro %}


{% macro parquet_headers(files) -%}
    {%- set headers = {} -%}
    {%- for file in files -%}
        {%- set header = [] -%}
        {%- for row in run_query('describe select * from read_parquet(' ~ nps.file_list([file]) ~ ')') -%}
            {%- do header.append([row[0], row[1]]) -%}
        {%- endfor -%}
        {%- do headers.update({file: {'columns': header}}) -%}
    {%- endfor -%}
    {{ return(headers) }}
{%- endmacro %}


{#- The path below the landing folder: the folder may be moved as a whole. -#}
{% macro load_key_of(path) -%}
    {{ return(path[nps.landing_base() | length:]) }}
{%- endmacro %}


{% macro landing_base() -%}
    {{ return(nps.landing_dir().rstrip('/') ~ '/') }}
{%- endmacro %}


{#- The column in which a scan says from which file a row is. -#}
{% macro naming_the_file() -%}
    {{ return("filename = 'nps_landed_file'") }}
{%- endmacro %}


{% macro load_key_of_scan(file_column='nps_landed_file') -%}
    {{ return('substring(' ~ file_column ~ ', ' ~ (nps.landing_base() | length + 1) ~ ')') }}
{%- endmacro %}


{#- The text of dbt_project.yml; `{}` where the engine reads no files. -#}
{% macro project_file() -%}
    {{ return(adapter.dispatch('project_file', 'nps')()) }}
{%- endmacro %}


{% macro default__project_file() -%}
    {{ return('{}') }}
{%- endmacro %}


{% macro duckdb__project_file() -%}
    {%- set folder = invocation_args_dict.get('project_dir') or '.' -%}
    {{ return(run_query('select content from read_text(' ~ nps.glob_literal(folder ~ '/dbt_project.yml')
        ~ ')').columns[0].values() | first or '{}') }}
{%- endmacro %}
