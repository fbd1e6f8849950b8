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
        {%- do columns.extend(group.columns) -%}
        {%- do parts.append(nps.landed_as_text(
            table, group.from_sql, group.columns, group.files[0],
            dict(group.expressions or {}, **{'(load)': nps.load_key_of_scan()}))) -%}
    {%- endfor -%}
    {#- A later file may leave a column out. -#}
    {%- if files | length == nps.landing_files(table) | length -%}
        {%- do nps.warn_of_unknown_segments(table, columns) -%}
    {%- endif -%}
    {{ return(parts | join('\nunion all\n')) }}
{%- endmacro %}


{% macro landing_files(table, load_keys=none) -%}
    {%- set folder = env_var('NPS_LANDING_DIR') -%}
    {%- set base = nps.landing_base() -%}
    {%- set quoted = nps.glob_literal(base) -%}
    {%- set found = run_query(
        "select file from glob(" ~ quoted ~ " || '" ~ table ~ ".*')"
        ~ " union all select file from glob(" ~ quoted ~ " || '" ~ table ~ "/**')"
        ~ " order by file").columns[0].values() -%}
    {%- set files = [] -%}
    {%- for file in found if file.split('/')[-1][0] not in '._' -%}
        {%- set name = file.split('/')[-1] | lower -%}
        {%- if name.endswith('.csv') or name.endswith('.csv.gz') -%}
            {%- do files.append({'path': file, 'kind': 'csv'}) -%}
        {%- elif name.endswith('.jsonl') or name.endswith('.jsonl.gz') -%}
            {%- do files.append({'path': file, 'kind': 'jsonl'}) -%}
        {%- elif name.endswith('.parquet') -%}
            {%- do files.append({'path': file, 'kind': 'parquet'}) -%}
        {%- else -%}
            {{ nps.stop(file ~ ' is of a kind that cannot be read: land .csv, .csv.gz, .jsonl or .parquet.') }}
        {%- endif -%}
    {%- endfor -%}
    {%- if not files and not nps.landing_columns(table).is_optional and nps.is_enabled('generic') -%}
        {{ nps.stop('NPS_LANDING_DIR=' ~ folder ~ ' holds no table "' ~ table ~ '": put '
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


{#- Files of one kind with the same columns, name and type, are read by one
    scan; a header is a list of [name, type]. -#}
{% macro landing_file_groups(table, files) -%}
    {%- set paths = {'csv': [], 'jsonl': [], 'parquet': []} -%}
    {%- for file in files -%}
        {%- do paths[file.kind].append(file.path) -%}
    {%- endfor -%}
    {%- set headers = {} -%}
    {%- do headers.update(nps.csv_headers(paths.csv)) -%}
    {%- do headers.update(nps.json_lines_headers(paths.jsonl)) -%}
    {%- do headers.update(nps.parquet_headers(paths.parquet)) -%}
    {%- set groups = {} -%}
    {%- for file in files -%}
        {%- set header = headers[file.path] -%}
        {%- do groups.setdefault(file.kind ~ header | tojson, {
            'kind': file.kind, 'files': [],
            'columns': header | map('first') | list}).files.append(file.path) -%}
    {%- endfor -%}
    {%- for group in groups.values() -%}
        {%- do group.update({'from_sql': none, 'expressions': none}) -%}
        {%- if group.kind == 'csv' -%}
            {%- do group.update({'from_sql': nps.csv_scan(
                group.files, group.columns, nps.landing_columns(table).keeps_malformed_lines)}) -%}
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
