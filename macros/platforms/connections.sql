{#- The connections of a platform: one, of the platform's name, unless
    nps_<platform>_connections names several. A connection is a source of its own
    everywhere: its name is the source_system of its answers. -#}
{% macro connections(platform) -%}
    {#- The rules of the demo are of no use to a platform of anybody else. -#}
    {%- set whole = {
        'name': 'tidewheel_' ~ platform if nps.is_demo() and platform != 'generic' else platform,
        'loader': nps.platform_setting(platform, 'loader', nps.default_loader(platform)),
        'database': nps.platform_setting(platform, 'database', target.database),
        'schema': nps.platform_setting(platform, 'schema', platform),
        'time_zone': nps.platform_setting(platform, 'time_zone', none),
        'time_format': nps.platform_setting(platform, 'time_format', 'iso')} -%}
    {%- set named = var('nps_' ~ platform ~ '_connections', none) -%}
    {%- do nps.assert_no_template('nps_' ~ platform ~ '_connections') -%}
    {%- if not named or platform == 'generic' or nps.is_demo() -%}
        {{ return([whole]) }}
    {%- endif -%}
    {%- if named is not mapping -%}
        {{ nps.stop('Variable nps_' ~ platform ~ '_connections is no list of names with their places: give, '
            ~ 'for example, {' ~ platform ~ '_eu: {schema: ' ~ platform ~ '_eu}}.') }}
    {%- endif -%}
    {%- set found = [] -%}
    {%- for name, places in named.items() -%}
        {%- set connection = dict(whole, name=name | string) -%}
        {%- if places and places is not string and places is not mapping -%}
            {{ nps.stop('Variable nps_' ~ platform ~ '_connections does not say where ' ~ name ~ ' is: give, for example, {'
                ~ name ~ ': {schema: ' ~ name ~ '}}.') }}
        {%- endif -%}
        {%- for key, value in ({'schema': places} if places is string else places or {}).items() if value is not none -%}
            {%- do connection.update({key: value if key == 'name' else value | string}) -%}
        {%- endfor -%}
        {%- if execute -%}
            {%- do nps.assert_connection(platform, connection) -%}
            {%- for other in found
                if (other.loader, other.database | lower, other.schema | lower)
                == (connection.loader, connection.database | lower, connection.schema | lower) -%}
                {{ nps.stop('Variable nps_' ~ platform ~ '_connections reads ' ~ connection.database ~ '.' ~ connection.schema
                    ~ ' twice, as ' ~ other.name ~ ' and as ' ~ connection.name
                    ~ ', so that every answer would count twice: give each its own schema.') }}
            {%- endfor -%}
        {%- endif -%}
        {%- do found.append(connection) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}


{% macro assert_connection(platform, connection) -%}
    {%- set variable = 'nps_' ~ platform ~ '_connections' -%}
    {%- if not modules.re.match('^[a-z][a-z0-9_]{0,40}$', connection.name)
        or (connection.name != platform and connection.name in nps.known_platforms()) -%}
        {{ nps.stop('Variable ' ~ variable ~ ' has the name "' ~ connection.name
            ~ '": use small letters, digits and _, and no name of another platform.') }}
    {%- endif -%}
    {%- for key, value in connection.items() -%}
        {%- if key not in ['name', 'loader', 'database', 'schema', 'time_zone', 'time_format'] -%}
            {{ nps.stop('Variable ' ~ variable ~ ' gives ' ~ connection.name ~ ' a "' ~ key
                ~ '": choose loader, database, schema, time_zone or time_format.') }}
        {%- elif key != 'name' and value is not none -%}
            {%- do nps.assert_setting(variable, nps.platform_rule(platform, key), value | string) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}


{#- nps_<platform>_<part>: loader, database, schema, time_zone, time_format,
    <table>_identifier or, of the landing tables, <table>_model. -#}
{% macro platform_setting(platform, part, default) -%}
    {%- set name = 'nps_' ~ platform ~ '_' ~ part -%}
    {%- do nps.assert_no_template(name) -%}
    {%- set value = var(name, none) -%}
    {%- if value is none -%}
        {{ return(default) }}
    {%- endif -%}
    {%- do nps.assert_setting(name, nps.platform_rule(platform, part), value | string) -%}
    {{ return(value | string) }}
{%- endmacro %}


{% macro platform_rule(platform, part) -%}
    {%- if part == 'loader' and execute -%}
        {{ return({'kind': 'choice', 'choices': nps.platform_loaders(platform)}) }}
    {%- elif part == 'time_zone' -%}
        {{ return({'kind': 'zone'}) }}
    {%- elif part == 'time_format' -%}
        {{ return(nps.setting_rules()['nps_generic_time_format']) }}
    {%- endif -%}
    {%- if part.endswith('_model') -%}
        {{ return({
            'kind': 'text', 'pattern': '^([A-Za-z0-9_]{1,200}[.])?[A-Za-z0-9_]{1,200}$',
            'hint': 'the name of a model, or <package>.<model>'}) }}
    {%- endif -%}
    {{ return({
        'kind': 'text', 'pattern': '^[A-Za-z_][A-Za-z0-9_$-]{0,62}$',
        'hint': 'a name of letters, digits, _, $ and -'}) }}
{%- endmacro %}


{#- Every variable that a source has, by its name. -#}
{% macro platform_variables() -%}
    {%- set names = ['nps_generic_columns'] -%}
    {%- for table in nps.landing_tables() -%}
        {%- do names.append('nps_generic_' ~ table ~ '_model') -%}
    {%- endfor -%}
    {%- for table in nps.platform_tables('generic') -%}
        {%- do names.append('nps_generic_' ~ table.name ~ '_identifier') -%}
    {%- endfor -%}
    {%- for platform in nps.enabled_sources() if nps.is_guest(platform) -%}
        {%- do names.extend(['nps_' ~ platform ~ '_time_zone', 'nps_' ~ platform ~ '_time_format']) -%}
    {%- endfor -%}
    {%- for platform in nps.survey_platforms() + nps.crm_platforms() -%}
        {%- for part in ['connections', 'loader', 'database', 'schema', 'time_zone', 'time_format'] -%}
            {%- do names.append('nps_' ~ platform ~ '_' ~ part) -%}
        {%- endfor -%}
        {%- for table in nps.platform_tables(platform) -%}
            {%- do names.append('nps_' ~ platform ~ '_' ~ table.name ~ '_identifier') -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}


{#- The tables that _<platform>__sources.yml describes, which is the one place
    that says what a platform lands. -#}
{% macro platform_tables(platform) -%}
    {%- set tables = [] -%}
    {%- if execute -%}
        {#- In a unit test the graph has none. -#}
        {%- for table in graph.get('sources', {}).values()
            if table.source_name == 'nps_' ~ platform and table.package_name == 'nps' -%}
            {%- do tables.append(table) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(tables) }}
{%- endmacro %}


{#- In the order in which the tables name them: the first is the default. -#}
{% macro platform_loaders(platform) -%}
    {%- set loaders = [] -%}
    {%- for table in nps.platform_tables(platform) -%}
        {%- for loader in table.config.meta.loaders if loader not in loaders -%}
            {%- do loaders.append(loader) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(loaders) }}
{%- endmacro %}


{% macro default_loader(platform) -%}
    {{ return(nps.platform_loaders(platform) | first if execute and not nps.is_landing_table(platform) else none) }}
{%- endmacro %}


{#- Where a table of a connection is; none where the demo has no such table. -#}
{% macro connection_relation(platform, connection, table) -%}
    {%- if nps.is_demo() -%}
        {{ return(ref('nps', 'raw_' ~ platform ~ '__' ~ table) if table in nps.demo_tables()[platform] else none) }}
    {%- endif -%}
    {%- set relation = source('nps_' ~ platform, table) -%}
    {{ return(relation if not execute else relation.incorporate(path={
        'database': connection.database,
        'schema': connection.schema,
        'identifier': nps.platform_setting(platform, table ~ '_identifier', table)})) }}
{%- endmacro %}
