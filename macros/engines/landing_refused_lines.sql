{#- The lines that the reader refuses, one row per line. The reader keeps
    them in a temporary table of its own session, so the scan is run while the
    model that reads this is compiled. Every column is counted: an error in a
    column that nobody asks for is not seen. -#}
{% macro refused_lines(table, load_keys) -%}
    {{ return(adapter.dispatch('refused_lines', 'nps')(table, load_keys)) }}
{%- endmacro %}


{% macro default__refused_lines(table, load_keys) -%}
    select
        cast(null as {{ dbt.type_string() }}) as malformed_line,
        cast(null as {{ dbt.type_string() }}) as survey_id,
        cast(null as {{ dbt.type_string() }}) as cells,
        cast(null as {{ dbt.type_string() }}) as load_key
    where 1 = 0
{%- endmacro %}


{% macro duckdb__refused_lines(table, load_keys) -%}
    {%- if not execute or not nps.landing_folder('generic') -%}
        {{ return(nps.default__refused_lines(table, load_keys)) }}
    {%- endif -%}
    {%- set files = nps.landing_files(table, load_keys) -%}
    {%- for file in files if file.path.lower().endswith('.gz') -%}
        {%- do nps.assert_whole_gzip(file.path) -%}
    {%- endfor -%}
    {%- set groups = nps.landing_file_groups(table, files) | rejectattr('kind', 'equalto', 'parquet') | list -%}
    {%- if not groups -%}
        {{ return(nps.default__refused_lines(table, load_keys)) }}
    {%- endif -%}
    {%- do nps.forget_refused() -%}
    {%- set row_counts = {} -%}
    {%- for group in groups -%}
        {%- if group.kind == 'csv' -%}
            {%- for path, row_count in run_query('select nps_landed_file, count(landed) from '
                ~ nps.csv_scan(group, true, 'nps_refused') ~ ' as landed group by 1') -%}
                {%- do row_counts.update({path: row_count}) -%}
            {%- endfor -%}
            {%- do nps.tell_delimiter(group) -%}
        {%- else -%}
            {%- for file in group.files -%}
                {%- do run_query('select count(landed) from ' ~ nps.line_scan(file, 'nps_refused') ~ ' as landed') -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do nps.assert_utf8(row_counts) -%}
    {%- for group in groups %}
    {{ nps.refused_lines_of(table, group) }}
    {{ 'union all' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}


{#- The refused lines of one scan. A line that leaves off its last cells, as
    spreadsheets save them, or has empty ones too many, is a row as long as it holds
    what every row needs: its cells. Any other is malformed. -#}
{% macro refused_lines_of(table, group) -%}
    {%- set names = nps.landing_names(table, group.columns, group.files[0]) -%}
    {%- set places = {} -%}
    {%- for name in nps.landing_columns(table).required if name in names -%}
        {%- do places.update({name: names.index(name) + 1}) -%}
    {%- endfor -%}
    {%- set needed = (places.values() | max) or 1 -%}
    {%- set is_row = 'is_of_another_width and len(cells) >= ' ~ needed
        ~ " and len(list_filter(cells[" ~ (names | length + 1) ~ ":], lambda cell: trim(cell) != '')) = 0"
        if group.kind == 'csv' else 'false' -%}
    select
        case
            when not ({{ is_row }})
                then load_key || ', line ' || line_number || case when is_foreign then ' (not UTF-8)' else '' end || ': ' || line
        end as malformed_line,
        case when len(cells) >= {{ needed }} then cells[{{ places.get('survey_id', 1) }}] end as survey_id,
        case when {{ is_row }} then cells end as cells,
        load_key
    from (
        select
            *,
            {{ nps.csv_cells('line', group.header.delim) if group.kind == 'csv' else 'cast([] as varchar[])' }} as cells
        from (
            select
                trim(any_value(refused.csv_line), chr(10) || chr(13)) as line,
                min(refused.line) as line_number,
                bool_or(refused.error_type = 'INVALID ENCODING') as is_foreign,
                bool_and(refused.error_type in ('MISSING COLUMNS', 'TOO MANY COLUMNS')) as is_of_another_width,
                any_value({{ nps.load_key_of_scan('scans.file_path') }}) as load_key
            from {{ nps.refused_with_their_files() }}
            where scans.file_path in ({{ nps.text_literals(group.files) }})
            group by refused.scan_id, refused.file_id, refused.line_byte_position
        ) as lines
    ) as refused
{%- endmacro %}


{#- Files whose separator is no comma, said once. -#}
{% macro tell_delimiter(group) -%}
    {%- if group.header.delim != ',' -%}
        {%- set word = {';': 'semicolons', '\t': 'tabs', '|': 'bars'}.get(group.header.delim, group.header.delim) -%}
        {%- do log('NOTE ' ~ group.files | join(', ') ~ ': read as separated by ' ~ word ~ ', as the first line is.', info=true) -%}
    {%- endif -%}
{%- endmacro %}


{#- A file in another encoding: what a person wrote would be somebody else's words. A
    damaged line, one in a hundred at most, is a malformed one, and keeps no other away.
    row_counts: the rows that could be read, by path. -#}
{% macro assert_utf8(row_counts) -%}
    {%- for path, line, line_count in run_query(
        'select scans.file_path, min(refused.line), count(distinct refused.line_byte_position) from '
        ~ nps.refused_with_their_files() ~ " where refused.error_type = 'INVALID ENCODING' group by 1 order by 1") -%}
        {%- if line_count > 1 and 100 * line_count > row_counts.get(path, 0) and path.lower().replace('.gz', '').endswith('.csv') -%}
            {{ nps.stop(path ~ ' is not UTF-8 text at line ' ~ line ~ ': save it as UTF-8 (Excel calls it "CSV UTF-8").') }}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}


{#- Where the reader puts what it refuses: temporary tables of its session. -#}
{% macro keeping_refused(refused_table) -%}
    , ignore_errors = true, store_rejects = true, rejects_limit = 0
    , rejects_table = '{{ refused_table }}', rejects_scan = '{{ refused_table }}_scans'
{%- endmacro %}


{% macro refused_with_their_files() -%}
    {{ return('temp.nps_refused as refused inner join temp.nps_refused_scans as scans'
        ~ ' on refused.scan_id = scans.scan_id and refused.file_id = scans.file_id') }}
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
        {%- do run_query('select count(landed) from ' ~ nps.csv_scan(group, true, 'nps_refused') ~ ' as landed') -%}
        {%- for path, line, is_foreign in run_query(
            "select scans.file_path, min(refused.line), bool_or(refused.error_type = 'INVALID ENCODING') from "
            ~ nps.refused_with_their_files() ~ " where refused.error_type != 'MISSING COLUMNS'"
            ~ ' group by 1 order by 1 limit 1') -%}
            {{ nps.stop(path ~ ' cannot be read at line ' ~ line
                ~ (': save it as UTF-8 text.' if is_foreign else ': correct the line or remove it.')) }}
        {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}
