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
        {%- do headers.update({file: header}) -%}
    {%- endfor -%}
    {{ return(headers) }}
{%- endmacro %}


{#- The path below the landing folder: the folder may be moved as a whole. -#}
{% macro load_key_of(path) -%}
    {{ return(path[nps.landing_base() | length:]) }}
{%- endmacro %}


{% macro landing_base() -%}
    {{ return(env_var('NPS_LANDING_DIR').rstrip('/') ~ '/') }}
{%- endmacro %}


{#- The column in which a scan says from which file a row is. -#}
{% macro naming_the_file() -%}
    {{ return("filename = 'nps_landed_file'") }}
{%- endmacro %}


{% macro load_key_of_scan(file_column='nps_landed_file') -%}
    {{ return('substring(' ~ file_column ~ ', ' ~ (nps.landing_base() | length + 1) ~ ')') }}
{%- endmacro %}
