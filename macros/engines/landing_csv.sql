{#-
    CSV is read with every option given. DuckDB's sniffing merges ragged files
    into one column and guesses an unterminated quote away.
-#}
{% macro csv_options(header) -%}
    auto_detect = false, delim = {{ nps.text_literal(header.delim) }}, skip = {{ header.skip }}, quote = '"', escape = '"',
    {{ nps.line_limits() }}
{%- endmacro %}


{% macro line_limits() -%}
    max_line_size = 8388608, buffer_size = 16777216
{%- endmacro %}


{#- Where lines are refused, they are stored even if nobody reads them: DuckDB
    loses every row after a badly quoted one if it may only ignore errors. -#}
{% macro csv_scan(group, skips_refused, refused_table='nps_refused_again') -%}
    {%- set typed = [] -%}
    {%- for column in group.columns -%}
        {%- do typed.append(
            nps.text_literal(column) ~ ": 'VARCHAR'") -%}
    {%- endfor -%}
    {#- Short lines are padded where there was no other fault before. Padding is not done
        in parallel, and without it a quote that never closes takes the rest of the file
        away without a reject: so there is none of it where lines may be refused. -#}
    {{ return('read_csv(' ~ nps.file_list(group.files) ~ ', columns = {' ~ typed | join(', ')
        ~ '}, header = true, ' ~ nps.naming_the_file() ~ ', ' ~ nps.csv_options(group.header)
        ~ (nps.keeping_refused(refused_table) if skips_refused
            else ', null_padding = true, parallel = false') ~ ')') }}
{%- endmacro %}


{#- The whole lines of a text file. Not strict: a strict reader stops where a
    value of a file with CRLF line ends holds a bare line feed. -#}
{% macro line_scan(file, refused_table='nps_refused_again') -%}
    {{ return("read_csv(" ~ nps.file_list([file]) ~ ", columns = {'line': 'VARCHAR'}, "
        ~ "header = false, auto_detect = false, delim = '\x01', quote = '', escape = '', "
        ~ "strict_mode = false, " ~ nps.line_limits() ~ nps.keeping_refused(refused_table) ~ ")") }}
{%- endmacro %}


{#- The names of the columns, what separates them, and how many lines stand before them.
    A header may hold quoted separators and line breaks: lines are joined until the
    quotes pair up. -#}
{% macro csv_headers(table, files) -%}
    {%- set headers = {} -%}
    {%- for file in files -%}
        {%- do nps.forget_refused() -%}
        {%- set lines = run_query("select line from "
            ~ nps.line_scan(file, 'nps_refused') ~ " limit 100").columns[0].values() | list -%}
        {%- if run_query('select 1 from temp.nps_refused where line = 1') | length > 0 -%}
            {{ nps.stop(file ~ ' cannot be read: its first line is not UTF-8 text; save it as UTF-8.') }}
        {%- endif -%}
        {#- Excel's own first line. -#}
        {%- set named = modules.re.findall('^\ufeff?"?sep=(.)"?\r?$', lines | first or '', modules.re.I) -%}
        {%- set header = namespace(text='', is_open=true) -%}
        {%- for line in lines[named | length:] if header.is_open -%}
            {%- set header.text = header.text ~ ('\n' if header.text else '') ~ (line or '') -%}
            {%- set header.is_open = header.text.count('"') % 2 == 1 or not header.text -%}
        {%- endfor -%}
        {%- if not header.text -%}
            {{ nps.stop(file ~ ' is empty: its first line must name the columns.') }}
        {%- endif -%}
        {%- set found = {'skip': named | length} -%}
        {%- for delim in named or [',', ';', '\t', '|'] if 'delim' not in found -%}
            {%- set columns = nps.csv_columns(header.text, delim) -%}
            {%- set names = nps.landing_names(table, columns | map('first') | list) -%}
            {%- if nps.landing_columns(table).required | reject('in', names) | list | length == 0 -%}
                {%- do found.update({'delim': delim, 'columns': columns}) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if 'delim' not in found -%}
            {%- set delim = named | first or ',' -%}
            {%- do found.update({'delim': delim, 'columns': nps.csv_columns(header.text, delim)}) -%}
        {%- endif -%}
        {%- do nps.assert_columns_differ(found.columns | map('first') | list, file) -%}
        {%- do headers.update({file: found}) -%}
    {%- endfor -%}
    {{ return(headers) }}
{%- endmacro %}


{#- Each column of a header line as [name, type]; one that has no name is numbered. -#}
{% macro csv_columns(line, delim) -%}
    {%- set columns = [] -%}
    {%- set sign = modules.re.escape(delim) -%}
    {%- for quoted, bare in modules.re.findall(
        '(?:^|' ~ sign ~ ')(?:"((?:[^"]|"")*)"|([^' ~ sign ~ ']*))', line.lstrip('\ufeff').rstrip('\r\n')) -%}
        {%- set name = (quoted.replace('""', '"') or bare) | trim -%}
        {%- do columns.append([name or 'column_' ~ loop.index, 'text']) -%}
    {%- endfor -%}
    {{ return(columns) }}
{%- endmacro %}


{#- The cells of a line that the reader refused, as a list in SQL. -#}
{% macro csv_cells(line, delim) -%}
    {%- set sign = modules.re.escape(delim) -%}
    {%- set cell = "regexp_replace(cell, '^" ~ sign ~ "', '')" -%}
    {{ return("list_transform(regexp_extract_all(" ~ line ~ ", '(?:^|" ~ sign ~ ")(?:\"(?:[^\"]|\"\")*\"|[^" ~ sign ~ "]*)'), "
        ~ "lambda cell: case when " ~ cell ~ " like '\"%' then replace(" ~ cell ~ "[2:-2], '\"\"', '\"') else " ~ cell ~ " end)") }}
{%- endmacro %}
