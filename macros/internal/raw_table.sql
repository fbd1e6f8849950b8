{#- load_keys: the loads to read, where not all of them. -#}
{% macro raw_table(source_name, table, load_keys=none) -%}
    {%- if table == 'responses' and not nps.is_enabled(source_name) -%}
        {{ return(nps.empty_landing_table(table)) }}
    {%- endif -%}
    {#- dbt learns here that segments are looked for there as well. -#}
    {%- do nps.columns_of_guests() -%}
    {%- if nps.landing_folder(source_name) -%}
        {{ return(nps.landing_files_as_text(table, load_keys)) }}
    {%- endif -%}
    {%- set relation = nps.raw_relation(source_name, table) -%}
    {%- do nps.raw_relation(source_name, 'customers') -%}
    {%- if not execute -%}
        {{ return('select 1') }}
    {%- endif -%}
    {%- set found = load_relation(relation) if relation is not none else none -%}
    {%- if found is none -%}
        {%- if nps.landing_columns(table).is_optional -%}
            {{ return(nps.empty_landing_table(table)) }}
        {%- endif -%}
        {{ nps.stop('There is no table ' ~ relation ~ ': load it, or set the variables nps_'
            ~ source_name ~ '_database, nps_' ~ source_name ~ '_schema and nps_' ~ source_name ~ '_' ~ table
            ~ '_identifier to where it is.') }}
    {%- endif -%}
    {%- set columns = adapter.get_columns_in_relation(found) | map(attribute='name') | list -%}
    {%- set names = nps.landing_names(table, columns, relation) -%}
    {%- do nps.warn_of_segments(table, names) -%}
    {%- set rows = nps.landed_as_text(table, relation | string, columns, relation | string, names=names) -%}
    {{ return(rows if load_keys is none or nps.whole_table() in load_keys
        else 'select * from (' ~ rows ~ ') as unchanged where 1 = 0') }}
{%- endmacro %}


{#- The folder of landing files, none where the source is tables. -#}
{% macro landing_folder(source_name) -%}
    {{ return(nps.landing_dir() if source_name == 'generic' else none) }}
{%- endmacro %}


{#- A model of the project that installed the package, or <package>.<model>. -#}
{% macro guest_ref(name) -%}
    {{ return(ref(*name.split('.', 1)) if '.' in name else ref(project_name, name)) }}
{%- endmacro %}


{#- From the environment, or from where settings live; empty where neither names one. -#}
{% macro landing_dir() -%}
    {%- set folder = env_var('NPS_LANDING_DIR', '') or var('nps_landing_dir', none) or '' -%}
    {{ return(env_var('HOME', '') ~ folder[1:] if folder == '~' or folder.startswith('~/') else folder) }}
{%- endmacro %}


{#- A model of another project where nps_<source>_<table>_model names one, so that dbt builds
    it first; none where the demo has no such table. -#}
{% macro raw_relation(source_name, table) -%}
    {%- if nps.is_demo() -%}
        {{ return(ref('nps', 'raw_' ~ source_name ~ '__' ~ table) if table in nps.demo_tables()[source_name] else none) }}
    {%- endif -%}
    {%- set model_name = nps.platform_setting(source_name, table ~ '_model', none) -%}
    {{ return(nps.guest_ref(model_name) if model_name else source('nps_' ~ source_name, table)) }}
{%- endmacro %}


{#- The same for a table model of few rows, which itself keeps the rows of
    files that went away. -#}
{% macro raw_table_with_memory(source_name, table) -%}
    {%- set origin = nps.text_literal(nps.landing_origin()) -%}
    {%- set remembers = execute and nps.landing_folder(source_name) and not flags.FULL_REFRESH -%}
    {%- set before = load_relation(this) if remembers else none -%}
    select
        landed.*,
        {{ origin }} as origin
    from ({{ nps.raw_table(source_name, table) }}) as landed
    {% if before is not none and 'origin' in adapter.get_columns_in_relation(before) | map(attribute='name') -%}
        {%- set load_keys = ["''"] -%}
        {%- for file in nps.landing_files(table) -%}
            {%- do load_keys.append(nps.text_literal(nps.load_key_of(file.path))) -%}
        {%- endfor -%}
        union all
        select * from {{ before }}
        where origin = {{ origin }} and load_key not in ({{ load_keys | join(', ') }})
    {%- endif -%}
{%- endmacro %}


{#- A table of rules for a from clause: the model that nps_generic_<name>_model names, the
    files of its name in the landing folder, or else the seed, whose rows they replace as a whole. -#}
{% macro rule_table(name) -%}
    {%- if nps.has_rules_of_model(name) -%}
        {{ return('(' ~ nps.raw_table('generic', name) ~ ') as ' ~ name) }}
    {%- endif -%}
    {%- set seed = ref('nps', name) if name == 'nps_bands' else ref(name) -%}
    {%- if not execute or not nps.landing_folder('generic') or nps.landing_files(name) | length == 0 -%}
        {{ return(seed) }}
    {%- endif -%}
    {{ return('(' ~ nps.landing_files_as_text(name) ~ ') as ' ~ name) }}
{%- endmacro %}


{#- Landing files come before models, as they come before tables. -#}
{% macro has_rules_of_model(name) -%}
    {{ return(not nps.landing_folder('generic') and nps.platform_setting('generic', name ~ '_model', none) is not none) }}
{%- endmacro %}


{#- The rows of a landed table of rules, none where nobody landed one. -#}
{% macro rows_of_landed_rules(name) -%}
    {%- if nps.has_rules_of_model(name) -%}
        {{ return(nps.raw_table('generic', name)) }}
    {%- endif -%}
    {{ return(nps.landing_files_as_text(name) if nps.landing_folder('generic') else nps.empty_landing_table(name)) }}
{%- endmacro %}
