{#- The lines that the CSV reader refuses, one row per line. The reader keeps
    them in a temporary table of its own session, so the scan is run while the
    model that reads this is compiled. Every column is counted: an error in a
    column that nobody asks for is not seen. -#}
{% macro refused_lines(table, load_keys) -%}
    {{ return(adapter.dispatch('refused_lines', 'nps')(table, load_keys)) }}
{%- endmacro %}


{% macro default__refused_lines(table, load_keys) -%}
    select
        cast(null as {{ dbt.type_string() }}) as malformed_line,
        cast(null as {{ dbt.type_string() }}) as load_key
    where 1 = 0
{%- endmacro %}


{% macro duckdb__refused_lines(table, load_keys) -%}
    {%- if not execute or not env_var('NPS_LANDING_DIR', '') -%}
        {{ return(nps.default__refused_lines(table, load_keys)) }}
    {%- endif -%}
    {%- set files = nps.landing_files(table, load_keys) -%}
    {%- for file in files if file.path.lower().endswith('.gz') -%}
        {%- do nps.assert_whole_gzip(file.path) -%}
    {%- endfor -%}
    {%- set scans = [] -%}
    {%- for group in nps.landing_file_groups(table, files) -%}
        {%- if group.kind == 'csv' -%}
            {%- do scans.append(nps.csv_scan(group.files, group.columns, true, 'nps_refused')) -%}
        {%- elif group.kind == 'jsonl' -%}
            {%- for file in group.files -%}
                {%- do scans.append(nps.line_scan(file, 'nps_refused')) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if not scans -%}
        {{ return(nps.default__refused_lines(table, load_keys)) }}
    {%- endif -%}
    {%- do nps.forget_refused() -%}
    {%- for scan in scans -%}
        {%- do run_query('select count(landed) from ' ~ scan ~ ' as landed') -%}
    {%- endfor -%}
    select
        trim(any_value(refused.csv_line), chr(10) || chr(13)) as malformed_line,
        any_value({{ nps.load_key_of_scan('scans.file_path') }}) as load_key
    from temp.nps_refused as refused
    inner join temp.nps_refused_scans as scans
        on refused.scan_id = scans.scan_id and refused.file_id = scans.file_id
    group by refused.scan_id, refused.file_id, refused.line_byte_position
{%- endmacro %}


{#- Where the reader puts what it refuses: temporary tables of its session. -#}
{% macro keeping_refused(refused_table) -%}
    , ignore_errors = true, store_rejects = true, rejects_limit = 0
    , rejects_table = '{{ refused_table }}', rejects_scan = '{{ refused_table }}_scans'
{%- endmacro %}


{% macro forget_refused() -%}
    {%- do run_query('drop table if exists temp.nps_refused') -%}
    {%- do run_query('drop table if exists temp.nps_refused_scans') -%}
{%- endmacro %}


{#- DuckDB reads a gzip file that was cut off without a word. The last four
    bytes of a whole one say how long its last member is unpacked; the margin is
    for blank lines and the mark at the start, which no line counts. -#}
{% macro assert_whole_gzip(file) -%}
    {%- set is_cut = run_query(
        "select claimed.size > unpacked.size from ("
        ~ "select cast('0x' || hex(content[-1:]) || hex(content[-2:-2])"
        ~ " || hex(content[-3:-3]) || hex(content[-4:-4]) as bigint) as size"
        ~ " from read_blob(" ~ nps.file_list([file]) ~ ")) as claimed, ("
        ~ "select 1024 + 1.01 * coalesce(sum(coalesce(strlen(line), 0) + 2), 0) as size from " ~ nps.line_scan(file)
        ~ ") as unpacked").columns[0].values()[0] -%}
    {%- if is_cut -%}
        {{ nps.stop(file ~ ' cannot be read to its end: the file is cut off; copy it again.') }}
    {%- endif -%}
{%- endmacro %}


{#- For tables whose bad lines are not kept. The reader's own message would show
    the line, and with it whom it is about. -#}
{% macro assert_no_refused_line(groups) -%}
    {%- for group in groups if group.kind == 'csv' -%}
        {%- do nps.forget_refused() -%}
        {%- do run_query('select count(landed) from '
            ~ nps.csv_scan(group.files, group.columns, true, 'nps_refused') ~ ' as landed') -%}
        {%- for path, line in run_query(
            'select scans.file_path, min(refused.line) from temp.nps_refused as refused'
            ~ ' inner join temp.nps_refused_scans as scans'
            ~ ' on refused.scan_id = scans.scan_id and refused.file_id = scans.file_id'
            ~ ' group by 1 order by 1 limit 1') -%}
            {{ nps.stop(path ~ ' cannot be read at line ' ~ line ~ ': correct the line or remove it.') }}
        {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}
