{#- The rows of a raw table of a platform, of all its connections, in the columns
    that _<platform>__sources.yml lists: as text, loader differences gone (see
    raw_column), source_system in front. A column or a table that may be missing
    is null or empty, with a warning; others stop the build. -#}
{% macro platform_table(platform, table) -%}
    {%- if not execute -%}
        {#- dbt learns here on what the model stands. -#}
        {%- do nps.connection_relation(platform, none, table) -%}
        {{ return('select 1') }}
    {%- endif -%}
    {%- set spec = graph.sources['source.nps.nps_' ~ platform ~ '.' ~ table] -%}
    {%- if not spec.config.meta.loaders -%}
        {{ nps.stop('Table ' ~ table ~ ' of _' ~ platform ~ '__sources.yml names no loaders: give it'
            ~ ' config.meta.loaders, such as [airbyte].') }}
    {%- endif -%}
    {%- set parts = [] -%}
    {%- for connection in nps.connections(platform) if connection.loader in spec.config.meta.loaders -%}
        {%- set relation = nps.connection_relation(platform, connection, table) -%}
        {%- set found = load_relation(relation) if relation is not none else none -%}
        {%- if found is not none -%}
            {%- do parts.append(nps.raw_columns(spec, connection, relation, adapter.get_columns_in_relation(found))) -%}
        {%- elif spec.config.meta.required -%}
            {{ nps.stop('There is no table ' ~ relation ~ ': load it, or set the variables nps_' ~ platform
                ~ '_database, nps_' ~ platform ~ '_schema and nps_' ~ platform ~ '_' ~ table
                ~ '_identifier to where it is.') }}
        {%- elif relation is not none -%}
            {%- do exceptions.warn('There is no table ' ~ relation ~ ', which ' ~ connection.name
                ~ ' may do without: what it would say is null (nps_' ~ platform ~ '_' ~ table
                ~ '_identifier names another).') -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(parts | join('\nunion all\n') if parts else nps.raw_columns(spec, none, none, [])) }}
{%- endmacro %}


{#- One select; of no rows where there is no relation. -#}
{% macro raw_columns(spec, connection, relation, columns) -%}
    {%- set found = {} -%}
    {%- for column in columns -%}
        {%- do found.update({column.name | trim | lower: column}) -%}
    {%- endfor -%}
    {%- set missing = [] -%}
    {%- set selected = [] -%}
    {%- set no_text = 'cast(null as ' ~ dbt.type_string() ~ ')' -%}
    {%- for column in spec.columns.values() -%}
        {%- set loaders = column.config.meta.get('loaders', spec.config.meta.loaders) -%}
        {%- if column.name | lower in found -%}
            {%- set value = nps.raw_column(found[column.name | lower], column.data_type, connection) -%}
        {%- else -%}
            {%- set value = no_text -%}
            {%- if connection is not none and connection.loader in loaders -%}
                {%- if column.config.meta.required -%}
                    {{ nps.stop(relation ~ ' has no column "' ~ column.name ~ '" ('
                        ~ (column.description | trim).rstrip('.') ~ ') among ' ~ found | join(', ') ~ ': '
                        ~ column.config.meta.get('cure', 'let your loader bring it') ~ '.') }}
                {%- endif -%}
                {%- do missing.append(column.name) -%}
            {%- endif -%}
        {%- endif -%}
        {%- do selected.append(value ~ ' as ' ~ column.name | lower) -%}
    {%- endfor -%}
    {%- if spec.config.meta.keeps_other_columns -%}
        {#- other_columns_end_in: only those of this ending, named without it. -#}
        {%- set ending = spec.config.meta.get('other_columns_end_in', '') -%}
        {%- set others = {} -%}
        {%- for name, column in found.items()
            if name not in spec.columns and not name.startswith('_') and name.endswith(ending) -%}
            {%- do others.update({name[:(name | length) - (ending | length)]: nps.raw_column(column, 'json')}) -%}
        {%- endfor -%}
        {%- do selected.append(nps.json_text_object(others) ~ ' as other_columns') -%}
    {%- endif -%}
    {%- if missing -%}
        {%- do exceptions.warn(relation ~ ' lacks columns that it may do without: '
            ~ missing | join(', ') ~ ' are null until your loader brings them.') -%}
    {%- endif -%}
    select
        {{ nps.text_literal(connection.name) if connection is not none else no_text }} as source_system,
        {{ selected | join(',\n        ') }}
    {%- if relation is none %}
    from (select 1 as nothing) as nothing
    where 1 = 0
    {%- else %}
    from {{ relation }}
    {%- endif %}
{%- endmacro %}


{#- A raw value as text, by what sources.yml says that it is:
      varchar    an id, a label or a number: '' and 'null' are null
      text       somebody's words: as written
      boolean    true or false, whatever the loader writes for it
      timestamp  ISO 8601 (see raw_time), in UTC where the connection names its zone
      json       the text of JSON, out of its quotes; null where it says null -#}
{% macro raw_column(column, data_type, connection=none) -%}
    {%- set quoted = adapter.quote(column.name.replace('"', '""')) -%}
    {%- set text = nps.json_to_text(quoted, column.dtype) if data_type == 'json'
        else 'cast(' ~ quoted ~ ' as ' ~ dbt.type_string() ~ ')' -%}
    {#- A loader that keeps whole numbers as doubles writes 7.0 for the id 7. -#}
    {%- if data_type == 'varchar' and column.dtype | lower in ['double', 'float', 'real', 'double precision'] -%}
        {%- set text = "regexp_replace(" ~ text ~ ", '[.]0+$', '')" -%}
    {%- endif -%}
    {%- if data_type == 'timestamp' -%}
        {#- What a loader writes of itself is in UTC. -#}
        {{ return(nps.raw_time(
            text, column.dtype, 'UTC' if column.name.startswith('_') else (connection or {}).time_zone)) }}
    {%- elif data_type == 'text' -%}
        {{ return(text) }}
    {%- endif -%}
    {%- if data_type not in ['varchar', 'boolean', 'json'] -%}
        {{ nps.stop('Column ' ~ column.name ~ ' has the data_type "' ~ data_type
            ~ '" in sources.yml: choose varchar, text, boolean, timestamp or json.') }}
    {%- endif -%}
    {%- set value = nps.json_unquoted(text) if data_type == 'json' else text -%}
    {%- set word = 'lower(' ~ nps.trimmed(text) ~ ')' -%}
    {%- set truth = "when " ~ word ~ " in ('1', 't', 'yes') then 'true' when " ~ word
        ~ " in ('0', 'f', 'no') then 'false' when " ~ word ~ " in ('true', 'false') then " ~ word -%}
    {{ return('case ' ~ (truth if data_type == 'boolean' else '') ~ ' when ' ~ word
        ~ " not in ('', 'null') then " ~ value ~ ' end') }}
{%- endmacro %}


{#- A time of any loader as ISO 8601: seconds or milliseconds since 1970, a blank
    before the offset, UTC as a word. zone: that of a time without an offset; where
    none is given, a timestamp is in UTC, as loaders write it, and a text without an
    offset stays one. -#}
{% macro raw_time(text, dtype='varchar', zone=none) -%}
    {%- if dtype | lower in ['timestamp', 'timestamp without time zone', 'timestamp_s', 'timestamp_ms', 'timestamp_ns'] -%}
        {{ return(nps.time_in_utc(text, nps.text_literal(zone)) if zone and zone != 'UTC' else text ~ " || 'Z'") }}
    {%- endif -%}
    {%- set value = nps.trimmed(text) -%}
    {%- set time -%}
    case
        when {{ nps.matches(value, '^[0-9]{9,10}([.][0-9]+)?$') }}
            then {{ nps.utc_to_text(nps.micros_to_utc('cast(floor(' ~ dbt.safe_cast(value, nps.type_double()) ~ ') * 1000000 as bigint)')) }}
        when {{ nps.matches(value, '^[0-9]{11,13}([.][0-9]+)?$') }}
            then cast({{ nps.micros_to_utc('cast(' ~ dbt.safe_cast(value, nps.type_double()) ~ ' * 1000 as bigint)') }} as {{ dbt.type_string() }}) || 'Z'
        when {{ nps.matches(value, '[0-9] ?UTC$') }}
            then replace({{ nps.trimmed("replace(" ~ value ~ ", 'UTC', '')") }}, ' ', 'T') || 'Z'
        when {{ nps.matches(value, ' [+-][0-9]{2}:?[0-9]{2}$') }}
            then replace(replace({{ value }}, ' +', '+'), ' -', '-')
        {#- A type with a zone writes the offset itself. #}
        when lower({{ value }}) not in ('', 'null')
            then {{ nps.time_in_utc(text, nps.text_literal(zone)) if zone and 'with time zone' not in dtype | lower else value }}
    end
    {%- endset -%}
    {{ return(time) }}
{%- endmacro %}
