{#-
    CSV is read with every option given. DuckDB's sniffing merges ragged files
    into one column and guesses an unterminated quote away.
-#}
{% macro csv_options() -%}
    auto_detect = false, delim = ',', quote = '"', escape = '"', {{ nps.line_limits() }}
{%- endmacro %}


{% macro line_limits() -%}
    max_line_size = 8388608, buffer_size = 16777216
{%- endmacro %}


{#- Where lines are refused, they are stored even if nobody reads them: DuckDB
    loses every row after a badly quoted one if it may only ignore errors. -#}
{% macro csv_scan(files, columns, skips_refused, refused_table='nps_refused_again') -%}
    {%- set typed = [] -%}
    {%- for column in columns -%}
        {%- do typed.append(
            nps.text_literal(column) ~ ": 'VARCHAR'") -%}
    {%- endfor -%}
    {#- Not `parallel = false`: with it a quote that never closes takes the rest
        of the file away without a reject. -#}
    {{ return('read_csv(' ~ nps.file_list(files) ~ ', columns = {' ~ typed | join(', ')
        ~ '}, header = true, ' ~ nps.naming_the_file() ~ ', ' ~ nps.csv_options()
        ~ (nps.keeping_refused(refused_table) if skips_refused else '') ~ ')') }}
{%- endmacro %}


{#- The whole lines of a text file. Not strict: a strict reader stops where a
    value of a file with CRLF line ends holds a bare line feed. -#}
{% macro line_scan(file, refused_table='nps_refused_again') -%}
    {{ return("read_csv(" ~ nps.file_list([file]) ~ ", columns = {'line': 'VARCHAR'}, "
        ~ "header = false, auto_detect = false, delim = '\x01', quote = '', escape = '', "
        ~ "strict_mode = false, " ~ nps.line_limits() ~ nps.keeping_refused(refused_table) ~ ")") }}
{%- endmacro %}


{#- A header may hold quoted commas and line breaks: lines are joined until
    the quotes pair up. -#}
{% macro csv_headers(files) -%}
    {%- set headers = {} -%}
    {%- for file in files -%}
        {%- do nps.forget_refused() -%}
        {%- set lines = run_query("select line from "
            ~ nps.line_scan(file, 'nps_refused') ~ " limit 100").columns[0].values() -%}
        {%- if run_query('select 1 from temp.nps_refused where line = 1') | length > 0 -%}
            {{ nps.stop(file ~ ' cannot be read: its first line is not UTF-8 text; save it as UTF-8.') }}
        {%- endif -%}
        {%- set header = namespace(text='', is_open=true) -%}
        {%- for line in lines if header.is_open -%}
            {%- set header.text = header.text ~ ('\n' if header.text else '') ~ (line or '') -%}
            {%- set header.is_open = header.text.count('"') % 2 == 1 or not header.text -%}
        {%- endfor -%}
        {%- if not header.text -%}
            {{ nps.stop(file ~ ' is empty: its first line must name the columns.') }}
        {%- endif -%}
        {%- set columns = [] -%}
        {%- for quoted, bare in modules.re.findall(
            '(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))', header.text.lstrip('\ufeff').rstrip('\r\n')) -%}
            {%- set name = (quoted.replace('""', '"') or bare) | trim -%}
            {%- do columns.append([name or 'column_' ~ loop.index, 'text']) -%}
        {%- endfor -%}
        {%- do nps.assert_columns_differ(columns | map('first') | list, file) -%}
        {%- do headers.update({file: columns}) -%}
    {%- endfor -%}
    {{ return(headers) }}
{%- endmacro %}
