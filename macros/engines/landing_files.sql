{% macro landing_files_as_text(table, load_keys=none) -%}
    {#- load_keys: the loads to read, where not all of them. -#}
    {{ return(adapter.dispatch('landing_files_as_text', 'nps')(table, load_keys)) }}
{%- endmacro %}


{% macro default__landing_files_as_text(table, load_keys) -%}
    {{ nps.stop('NPS_LANDING_DIR is read on DuckDB only: on ' ~ target.type
        ~ ' load tables of the same names and set nps_generic_schema.') }}
{%- endmacro %}


{% macro duckdb__landing_files_as_text(table, load_keys) -%}
    {%- if not execute -%}
        {{ return('select 1') }}
    {%- endif -%}
    {%- set files = nps.landing_files(table, load_keys) -%}
    {%- if not files -%}
        {{ return(nps.empty_landing_table(table)) }}
    {%- endif -%}
    {%- set groups = nps.landing_file_groups(table, files) -%}
    {%- if not nps.landing_columns(table).keeps_malformed_lines -%}
        {%- do nps.assert_no_refused_line(groups) -%}
    {%- endif -%}
    {%- set columns = [] -%}
    {%- set parts = [] -%}
    {%- for group in groups -%}
        {%- set names = nps.landing_names(table, group.columns, group.files[0]) -%}
        {%- do columns.extend(names) -%}
        {%- do parts.append(nps.landed_as_text(
            table, group.from_sql, group.columns, group.files[0],
            dict(group.expressions or {}, **{'(load)': nps.load_key_of_scan()}), names)) -%}
    {%- endfor -%}
    {#- A later file may leave a column out. -#}
    {%- if files | length == nps.landing_files(table) | length -%}
        {%- do nps.warn_of_segments(table, columns) -%}
    {%- endif -%}
    {{ return(parts | join('\nunion all\n')) }}
{%- endmacro %}


{#- The files of a landing table: those of its name, whatever follows the name but a
    letter, and those in folders of such names. -#}
{% macro landing_files(table, load_keys=none) -%}
    {%- set files = [] -%}
    {%- for file in nps.landing_folder_files() if file.table == table -%}
        {%- set name = file.path | lower -%}
        {%- if name.endswith('.csv') or name.endswith('.csv.gz') -%}
            {%- do files.append({'path': file.path, 'kind': 'csv'}) -%}
        {%- elif name.endswith('.jsonl') or name.endswith('.jsonl.gz') -%}
            {%- do files.append({'path': file.path, 'kind': 'jsonl'}) -%}
        {%- elif name.endswith('.parquet') -%}
            {%- do files.append({'path': file.path, 'kind': 'parquet'}) -%}
        {%- else -%}
            {{ nps.stop(file.path ~ ' is of a kind that cannot be read: land .csv, .csv.gz, .jsonl or .parquet.') }}
        {%- endif -%}
    {%- endfor -%}
    {%- if not files and not nps.landing_columns(table).is_optional and nps.is_enabled('generic') -%}
        {{ nps.stop('NPS_LANDING_DIR=' ~ nps.landing_dir() ~ ' holds no table "' ~ table ~ '": put '
            ~ table ~ '.csv, .csv.gz, .jsonl or .parquet there, or a folder ' ~ table ~ '/ of them.') }}
    {%- endif -%}
    {%- if load_keys is none -%}
        {{ return(files) }}
    {%- endif -%}
    {%- set wanted = [] -%}
    {%- for file in files if nps.load_key_of(file.path) in load_keys -%}
        {%- do wanted.append(file) -%}
    {%- endfor -%}
    {{ return(wanted) }}
{%- endmacro %}


{#- Every file of the landing folder with the table that takes it. One that no table
    takes stops the build: it was landed, and would be missed by nobody. -#}
{% macro landing_folder_files() -%}
    {%- set found = run_query(
        "select file from glob(" ~ nps.glob_literal(nps.landing_base()) ~ " || '**') order by file").columns[0].values() -%}
    {%- set files = [] -%}
    {%- for path in found -%}
        {%- set name = nps.load_key_of(path) -%}
        {%- if not modules.re.search('(^|/)[._]', name) -%}
            {%- set found_table = modules.re.match('(' ~ nps.landing_tables() | join('|') ~ ')(?![a-z])', name | lower) -%}
            {%- if not found_table -%}
                {%- set word = modules.re.match('[^./]*', name).group() -%}
                {{ nps.stop(path ~ ' is in no landing table, so that nobody would read it: name it '
                    ~ nps.nearest(word, nps.landing_tables()) ~ name[word | length:]
                    ~ ' (tables are ' ~ nps.landing_tables() | join(', ') ~ '), or begin its name with _ to set it aside.') }}
            {%- endif -%}
            {%- do files.append({'path': path, 'table': found_table.group(1)}) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if not files -%}
        {{ nps.stop('NPS_LANDING_DIR=' ~ nps.landing_dir() ~ ' is missing or empty, and holds no table "responses": '
            ~ 'name the folder of your files, and put responses.csv there.') }}
    {%- endif -%}
    {{ return(files) }}
{%- endmacro %}


{#- Files of one kind with the same columns, name and type, are read by one
    scan; the columns of a header are [name, type]. -#}
{% macro landing_file_groups(table, files) -%}
    {%- set paths = {'csv': [], 'jsonl': [], 'parquet': []} -%}
    {%- for file in files -%}
        {%- do paths[file.kind].append(file.path) -%}
    {%- endfor -%}
    {%- set headers = {} -%}
    {%- do headers.update(nps.csv_headers(table, paths.csv)) -%}
    {%- do headers.update(nps.json_lines_headers(paths.jsonl)) -%}
    {%- do headers.update(nps.parquet_headers(paths.parquet)) -%}
    {%- set groups = {} -%}
    {%- for file in files -%}
        {%- set header = headers[file.path] -%}
        {%- do groups.setdefault(file.kind ~ header | tojson, {
            'kind': file.kind, 'files': [], 'header': header,
            'columns': header.columns | map('first') | list}).files.append(file.path) -%}
    {%- endfor -%}
    {%- for group in groups.values() -%}
        {%- do group.update({'from_sql': none, 'expressions': none}) -%}
        {%- if group.kind == 'csv' -%}
            {%- do group.update({'from_sql': nps.csv_scan(
                group, nps.landing_columns(table).keeps_malformed_lines)}) -%}
        {%- elif group.kind == 'jsonl' -%}
            {%- do group.update(nps.json_lines_scan(
                group.files, group.columns or nps.landing_columns(table).required)) -%}
        {%- else -%}
            {%- do group.update({'from_sql': 'read_parquet('
                ~ nps.file_list(group.files) ~ ', ' ~ nps.naming_the_file() ~ ')'}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(groups.values() | list) }}
{%- endmacro %}


{#- The groups of files of which refused lines are rows, with the `load_keys` of each. -#}
{% macro groups_of_refused_rows(table, relation) -%}
    {%- if not execute or not nps.landing_folder('generic') -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set load_keys = run_query(
        'select distinct load_key from ' ~ relation ~ ' where cells is not null order by 1').columns[0].values() | list -%}
    {%- set groups = nps.landing_file_groups(table, nps.landing_files(table, load_keys)) if load_keys else [] -%}
    {%- for group in groups -%}
        {%- set keys = [] -%}
        {%- for file in group.files -%}
            {%- do keys.append(nps.load_key_of(file)) -%}
        {%- endfor -%}
        {%- do group.update({'load_keys': keys}) -%}
    {%- endfor -%}
    {{ return(groups) }}
{%- endmacro %}
