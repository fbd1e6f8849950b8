{% macro landed_as_text(table, from_sql, columns, label, expressions=none, names=none) -%}
    {#- expressions: SQL by lower-case column name, where a column is not
        simply named (JSON lines); otherwise the quoted column itself. Two are
        no columns of the file: (malformed) and (load). names: what the columns
        are called here, where that is not their own name. -#}
    {%- set spec = nps.landing_columns(table) -%}
    {%- do nps.assert_columns_differ(columns, label) -%}
    {%- set found = {} -%}
    {%- for column in columns -%}
        {%- set name = column | trim | lower -%}
        {%- do found.update({names[loop.index0] if names is not none else name: (expressions or {}).get(
            name, 'cast(' ~ adapter.quote(column.replace('"', '""')) ~ ' as ' ~ dbt.type_string() ~ ')')}) -%}
    {%- endfor -%}
    {%- for name in spec.required if name not in found -%}
        {{ nps.stop(label ~ ' has no column "' ~ name ~ '": the table ' ~ table ~ ' needs '
            ~ spec.required | join(', ') ~ '; this one has ' ~ found | join(', ') ~ '.') }}
    {%- endfor -%}
    {%- set no_text = 'cast(null as ' ~ dbt.type_string() ~ ')' -%}
    {%- set known = spec.required + spec.optional -%}
    {%- set attributes = {} -%}
    {%- for name in found if name not in known and name -%}
        {%- do attributes.update({name: found[name]}) -%}
    {%- endfor -%}
    select
    {%- for name in known %}
        {{ found.get(name, no_text) }} as {{ name }},
    {%- endfor -%}
    {%- if spec.keeps_attributes -%}
        {%- for name in nps.setting('nps_segments') %}
        {{ found.get(name | lower, no_text) }} as segment_{{ loop.index }},
        {%- endfor %}
        {{ nps.json_text_object(attributes) }} as attributes,
    {%- endif %}
        {{ (expressions or {}).get('(malformed)', no_text) }} as malformed_line,
        {{ (expressions or {}).get('(load)', "'" ~ nps.whole_table() ~ "'") }} as load_key
    from {{ from_sql }}
{%- endmacro %}


{% macro assert_columns_differ(columns, label) -%}
    {%- set names = columns | map('trim') | map('lower') | list -%}
    {%- for name in names if names.count(name) > 1 -%}
        {{ nps.stop(label ~ ' has the column "' ~ name ~ '" twice: rename or remove one.') }}
    {%- endfor -%}
{%- endmacro %}


{% macro empty_landing_table(table) -%}
    {%- set required = nps.landing_columns(table).required -%}
    {%- set nothing = [] -%}
    {%- for name in required -%}
        {%- do nothing.append('cast(null as ' ~ dbt.type_string() ~ ') as ' ~ name) -%}
    {%- endfor -%}
    {{ return(nps.landed_as_text(
        table, '(select ' ~ nothing | join(', ') ~ ') as nothing where 1 = 0',
        required, table)) }}
{%- endmacro %}


{#- The refused lines in the shape of the table: malformed ones, of which no more than
    the survey is known, and rows whose cells were read. -#}
{% macro refused_as_text(table, relation) -%}
    {%- set malformed = {} -%}
    {%- for name in nps.landing_columns(table).required -%}
        {%- do malformed.update({name: 'cast(null as ' ~ dbt.type_string() ~ ')'}) -%}
    {%- endfor -%}
    {%- do malformed.update({'survey_id': 'survey_id', '(malformed)': 'malformed_line', '(load)': 'load_key'}) -%}
    {%- set parts = [nps.landed_as_text(
        table, '(select * from ' ~ relation ~ ' where malformed_line is not null) as malformed',
        nps.landing_columns(table).required, relation, malformed)] -%}
    {%- for group in nps.groups_of_refused_rows(table, relation) -%}
        {%- set cells = {'(load)': 'load_key'} -%}
        {%- for column in group.columns -%}
            {%- do cells.update({column | trim | lower: "nullif(cells[" ~ loop.index ~ "], '')"}) -%}
        {%- endfor -%}
        {%- do parts.append(nps.landed_as_text(
            table, '(select * from ' ~ relation ~ ' where cells is not null and load_key in ('
            ~ nps.text_literals(group.load_keys) ~ ')) as rows_read', group.columns, relation, cells,
            nps.landing_names(table, group.columns, relation))) -%}
    {%- endfor -%}
    {{ return(parts | join('\nunion all\n')) }}
{%- endmacro %}


{#- Says which of nps_segments no table has, and which columns of customers are none of
    them: each of the two is a name that somebody forgot to write, or wrote wrongly. -#}
{% macro warn_of_segments(table, names) -%}
    {%- set segments = nps.setting('nps_segments') | map('lower') | list -%}
    {%- set spec = nps.landing_columns(table) -%}
    {%- if table == 'responses' -%}
        {%- set known = names + nps.columns_of_customers() + nps.columns_of_guests()
            + spec.required + spec.optional + ['source_system'] -%}
        {%- for name in nps.setting('nps_segments') if name | lower not in known -%}
            {%- do exceptions.warn('No landed table has the column "' ~ name
                ~ '" that nps_segments names: its values are all (unknown). The nearest is "'
                ~ nps.nearest(name, known | reject('in', nps.private_columns() + ['response_id']) | list) ~ '".') -%}
        {%- endfor -%}
    {%- elif table == 'customers' -%}
        {%- set unused = [] -%}
        {%- for name in names if name not in spec.required + spec.optional + segments
            and not modules.re.search(nps.personal_properties() ~ '|^column_[0-9]+$', name) -%}
            {%- do unused.append(name) -%}
        {%- endfor -%}
        {%- if unused -%}
            {%- do exceptions.warn('Nobody uses these columns of the table customers: ' ~ unused | join(', ')
                ~ '. Name them in nps_segments to see the NPS by them, or leave them out.') -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}


{#- The names of the columns of the sources that are models of another project. -#}
{% macro columns_of_guests() -%}
    {%- set names = [] -%}
    {%- for platform in nps.enabled_sources() if nps.is_guest(platform) -%}
        {%- set relation = nps.guest_ref('stg_' ~ platform ~ '__responses') -%}
        {%- for column in (adapter.get_columns_in_relation(relation) if execute else []) -%}
            {%- do names.append(column.name | lower) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}


{#- The names of the columns that the table customers has; none where it was not landed. -#}
{% macro columns_of_customers() -%}
    {%- if nps.landing_folder('generic') -%}
        {%- set columns = [] -%}
        {%- for group in nps.landing_file_groups('customers', nps.landing_files('customers')) -%}
            {%- do columns.extend(nps.landing_names('customers', group.columns, group.files[0])) -%}
        {%- endfor -%}
        {{ return(columns) }}
    {%- endif -%}
    {%- set relation = nps.raw_relation('generic', 'customers') -%}
    {%- set found = load_relation(relation) if execute and relation is not none else none -%}
    {{ return(nps.landing_names('customers', adapter.get_columns_in_relation(found) | map(attribute='name') | list, relation)
        if found is not none else []) }}
{%- endmacro %}
