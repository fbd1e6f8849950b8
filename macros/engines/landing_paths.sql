{% macro glob_literal(path) -%}
    {{ return(dbt.string_literal(dbt.escape_single_quotes(
        modules.re.sub('([*?\\[])', '[\\1]', path)))) }}
{%- endmacro %}


{% macro file_list(files) -%}
    {%- set quoted = [] -%}
    {%- for file in files -%}
        {%- do quoted.append(glob_literal(file)) -%}
    {%- endfor -%}
    {{ return('[' ~ quoted | join(', ') ~ ']') }}
{%- endmacro %}


{% macro parquet_headers(files) -%}
    {%- set headers = {} -%}
    {%- for file in files -%}
        {%- set header = [] -%}
        {%- for row in run_query('describe select * from read_parquet(' ~ file_list([file]) ~ ')') -%}
            {%- do header.append([row[0], row[1]]) -%}
        {%- endfor -%}
        {%- do headers.update({file: header}) -%}
    {%- endfor -%}
    {{ return(headers) }}
{%- endmacro %}
