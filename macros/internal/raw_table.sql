{% macro raw_table(source_name, table) -%}
    {%- if env_var('NPS_LANDING_DIR', '') and source_name == 'generic' -%}
        {{ return(landing_files_as_text(table)) }}
    {%- endif -%}
    {%- if target.profile_name == 'nps_demo' -%}
        {%- set relation = ref('nps', 'raw_' ~ source_name ~ '__' ~ table) -%}
    {%- else -%}
        {%- set relation = source('nps_' ~ source_name, table) -%}
    {%- endif -%}
    {%- if not execute -%}
        {{ return('select 1') }}
    {%- endif -%}
    {%- set found = load_relation(relation) -%}
    {%- if found is none -%}
        {%- if landing_columns(table).is_optional -%}
            {{ return(empty_landing_table(table)) }}
        {%- endif -%}
        {{ stop('There is no table ' ~ relation ~ ': load it, or set the variables nps_'
            ~ source_name ~ '_database and nps_' ~ source_name ~ '_schema to where it is.') }}
    {%- endif -%}
    {%- set columns = adapter.get_columns_in_relation(found) | map(attribute='name') | list -%}
    {%- do warn_of_unknown_segments(table, columns) -%}
    {{ return(landed_as_text(table, relation | string, columns, relation | string)) }}
{%- endmacro %}
