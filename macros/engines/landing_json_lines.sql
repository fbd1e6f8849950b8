{#-
    JSON lines are read as lines: one bad line would fail DuckDB's own reader,
    or become a row of nulls. A line that is no JSON object is malformed.
-#}
{% macro json_lines_headers(files) -%}
    {%- set headers = {} -%}
    {%- for file in files -%}
        {%- set header = [] -%}
        {%- for row in run_query(
            "select distinct unnest(json_keys(json_line)) as key from "
            ~ nps.json_lines([file]) ~ " order by key") -%}
            {%- do header.append([row[0], 'json']) -%}
        {%- endfor -%}
        {%- do headers.update({file: {'columns': header}}) -%}
    {%- endfor -%}
    {{ return(headers) }}
{%- endmacro %}


{% macro json_lines(files) -%}
    {%- set scans = [] -%}
    {%- for file in files -%}
        {%- do scans.append('select line, ' ~ nps.text_literal(file)
            ~ ' as nps_landed_file from ' ~ nps.line_scan(file)
            ~ " where trim(line, ' ' || chr(9) || chr(13) || chr(65279)) != ''") -%}
    {%- endfor -%}
    {{ return("(select nps_landed_file, line, case when json_valid(line) then"
        ~ " case when json_type(line) = 'OBJECT' then line end end as json_line"
        ~ " from (" ~ scans | join(' union all ') ~ ") as lines) as lines") }}
{%- endmacro %}


{#- Each line is parsed once, into the list of its values; keys that differ in
    case alone are one column. -#}
{% macro json_lines_scan(files, keys) -%}
    {%- set pointers = [] -%}
    {%- set found = {} -%}
    {%- for key in keys -%}
        {%- do pointers.append(nps.text_literal('/' ~ key.replace('~', '~0').replace('/', '~1'))) -%}
        {%- do found.setdefault(key | trim | lower, []).append('json_values[' ~ loop.index ~ ']') -%}
    {%- endfor -%}
    {%- set expressions = {'(malformed)': 'case when json_line is null then '
        ~ nps.load_key_of_scan() ~ " || ', a line: ' || line end"} -%}
    {%- for name, values in found.items() -%}
        {%- do expressions.update({name: 'coalesce(' ~ values | join(', ') ~ ')'}) -%}
    {%- endfor -%}
    {%- set values = 'json_extract_string(json_line, [' ~ pointers | join(', ') ~ '])'
        if pointers else 'null' -%}
    {{ return({
        'columns': found | list,
        'expressions': expressions,
        'from_sql': '(select nps_landed_file, line, json_line, ' ~ values ~ ' as json_values from '
            ~ nps.json_lines(files) ~ ') as lines'}) }}
{%- endmacro %}
