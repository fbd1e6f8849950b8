{% macro setting_rules() -%}
    {%- set any_text = '^[^\\x00-\\x1f]{1,120}$' -%}
    {%- set a_share = '^(0([.][0-9]+)?|1([.]0+)?)$' -%}
    {%- set a_name = '^[A-Za-z_][A-Za-z0-9_$-]{0,62}$' -%}
    {{ return({
        'nps_sources': {
            'kind': 'list', 'pattern': '^[a-z][a-z0-9_]{0,40}$', 'known': nps.known_platforms() + nps.crm_platforms(),
            'hint': 'names of platforms, or of models stg_<name>__responses of yours'},
        'nps_generic_database': {
            'kind': 'text', 'pattern': a_name, 'may_be_null': true,
            'hint': 'the name of a database'},
        'nps_generic_schema': {
            'kind': 'text', 'pattern': a_name,
            'hint': 'the name of a schema'},
        'nps_landing_dir': {
            'kind': 'text', 'may_be_null': true, 'pattern': '^[^\x00-\x1f]{1,1000}$',
            'hint': 'null or the path of a folder'},
        'nps_generic_time_format': {
            'kind': 'choice', 'choices': ['iso', 'day_first', 'month_first', 'excel']},
        'nps_generic_response_id_scope': {
            'kind': 'choice', 'choices': ['survey', 'file']},
        'nps_segments': {
            'kind': 'list', 'pattern': any_text,
            'never': nps.private_columns() + ['response_id'],
            'hint': 'column names that identify nobody'},
        'nps_segment_case': {
            'kind': 'choice', 'choices': ['keep', 'merge']},
        'nps_key_salt': {
            'kind': 'text', 'pattern': any_text,
            'hint': '1 to 120 characters'},
        'nps_time_zone': {'kind': 'zone'},
        'nps_source_time_zone': {'kind': 'zone'},
        'nps_as_of': {
            'kind': 'date', 'may_be_null': true,
            'pattern': '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
            'hint': 'null or a date such as 2026-01-31'},
        'nps_selection_policy': {
            'kind': 'choice',
            'choices': ['all', 'latest', 'first', 'quarantine']},
        'nps_quarantine_days': {
            'kind': 'integer', 'pattern': '^[1-9][0-9]{0,3}$',
            'hint': 'whole days from 1 to 9999'},
        'nps_confidence_level': {
            'kind': 'number', 'pattern': '^0[.][0-9]*[1-9][0-9]*$',
            'hint': 'above 0 and below 1, such as 0.95'},
        'nps_interval_method': {
            'kind': 'choice', 'choices': ['adjusted_wald', 'wald', 'score']},
        'nps_low_sample_threshold': {
            'kind': 'integer', 'pattern': '^[0-9]{1,9}$',
            'hint': 'a whole number of answers'},
        'nps_band_scheme': {
            'kind': 'text', 'pattern': '^[a-z0-9_]{1,40}$',
            'hint': 'a scheme of the seed nps_bands'},
        'nps_k_anonymity': {
            'kind': 'integer', 'pattern': '^[1-9][0-9]{0,5}$',
            'hint': 'a whole number of answers, 1 for off'},
        'nps_k_anonymity_employee': {
            'kind': 'integer', 'pattern': '^[1-9][0-9]{0,5}$',
            'hint': 'a whole number of answers, 1 for off'},
        'nps_quality_min_rows': {
            'kind': 'integer', 'pattern': '^[0-9]{1,9}$', 'hint': 'a whole number of rows'},
        'nps_quality_min_answers': {
            'kind': 'integer', 'pattern': '^[0-9]{1,9}$', 'hint': 'a whole number of answers'},
        'nps_quality_rejected_share': {
            'kind': 'number', 'pattern': a_share, 'hint': 'a share from 0 to 1, 1 for off'},
        'nps_quality_missing_score_share': {
            'kind': 'number', 'pattern': a_share, 'hint': 'a share from 0 to 1, 1 for off'},
        'nps_quality_missing_score_jump': {
            'kind': 'number', 'pattern': a_share, 'hint': 'a share from 0 to 1, 1 for off'},
        'nps_quality_excluded_share': {
            'kind': 'number', 'pattern': a_share, 'hint': 'a share from 0 to 1, 1 for off'},
        'nps_quality_superseded_share': {
            'kind': 'number', 'pattern': a_share, 'hint': 'a share from 0 to 1, 1 for off'},
        'nps_quality_malformed_lines': {
            'kind': 'integer', 'pattern': '^[0-9]{1,9}$', 'hint': 'a whole number of lines'},
        'nps_quality_colliding_ids': {
            'kind': 'integer', 'pattern': '^[0-9]{1,9}$', 'hint': 'a whole number of rows'},
        'nps_quality_late_days': {
            'kind': 'integer', 'pattern': '^[0-9]{1,4}$',
            'hint': 'whole days from 0 to 9999'},
        'nps_quality_late_share': {
            'kind': 'number', 'pattern': a_share, 'hint': 'a share from 0 to 1, 1 for off'},
        'nps_quality_unknown_share': {
            'kind': 'number', 'pattern': a_share, 'hint': 'a share from 0 to 1, 1 for off'},
        'nps_quality_volume_factor': {
            'kind': 'number', 'pattern': '^[1-9][0-9]{0,5}([.][0-9]+)?$',
            'hint': 'a factor of 1 or more, such as 2'},
        'nps_quality_mix_shift': {
            'kind': 'number', 'pattern': a_share, 'hint': 'a share from 0 to 1, 1 for off'},
    }) }}
{%- endmacro %}


{% macro assert_setting(name, rule, value) -%}
    {%- if 'choices' in rule and value not in rule.choices -%}
        {{ nps.stop('Variable ' ~ name ~ ' is "' ~ value ~ '": choose '
            ~ rule.choices | join(', ') ~ '.') }}
    {%- elif value not in rule.get('known', [value]) and nps.likeness(value, nps.nearest(value, rule.known)) > 0.6 -%}
        {{ nps.stop('Variable ' ~ name ~ ' is "' ~ value ~ '": did you mean ' ~ nps.nearest(value, rule.known)
            ~ '? A source of your own needs a name that is less like it.') }}
    {%- elif rule.kind == 'zone' and value not in modules.pytz.all_timezones_set -%}
        {{ nps.stop('Variable ' ~ name ~ ' is "' ~ value
            ~ '": give a time zone name such as UTC or Europe/Stockholm.') }}
    {%- elif 'pattern' in rule and not modules.re.match(rule.pattern ~ '(?!\n)', value) -%}
        {{ nps.stop('Variable ' ~ name ~ ' is "' ~ value ~ '": give ' ~ rule.hint ~ '.') }}
    {%- elif rule.kind == 'date' and (
        modules.datetime.datetime.strptime(value[:7], '%Y-%m')
        + modules.datetime.timedelta(days=value[8:] | int - 1)
    ).strftime('%Y-%m-%d') != value -%}
        {{ nps.stop('Variable ' ~ name ~ ' is "' ~ value ~ '": that month has no such day.') }}
    {%- elif value | lower in rule.get('never', []) -%}
        {{ nps.stop('Variable ' ~ name ~ ' names "' ~ value
            ~ '", which identifies people or answers: give ' ~ rule.hint ~ '.') }}
    {%- endif -%}
{%- endmacro %}


{#- As hook of a package it runs in every command of its guest, and says nothing in those
    that build nothing of ours. -#}
{% macro assert_settings() -%}
    {%- if execute and not nps.is_our_run() -%}{{ return('') }}{%- endif -%}
    {%- for name in nps.setting_rules() -%}
        {%- do nps.setting(name) -%}
    {%- endfor -%}
    {#- While dbt parses, the tables of the platforms are not known yet. -#}
    {%- set known = nps.setting_rules() | list + nps.platform_variables() -%}
    {%- for name in (nps.set_variables() if execute else []) -%}
        {%- if name.startswith('nps_') and name not in known -%}
            {{ nps.stop('`' ~ name ~ '` is not a variable of nps: did you mean ' ~ nps.nearest(name, known)
                ~ '? docs/configuration.md lists them.') }}
        {%- endif -%}
    {%- endfor -%}
    {%- do nps.assert_generic_columns() -%}
    {%- do nps.assert_demo_replaces_nothing() -%}
    {%- if not nps.enabled_platforms() -%}
        {{ nps.stop('Variable nps_sources names no source of answers: add generic or a survey platform to '
            ~ nps.enabled_sources() | join(', ') ~ '.') }}
    {%- endif -%}
    {%- for platform in nps.enabled_sources() if platform != 'generic' -%}
        {%- do nps.connections(platform) -%}
        {%- for table in nps.platform_tables(platform) -%}
            {%- do nps.platform_setting(platform, table.name ~ '_identifier', none) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- do nps.assert_engine() -%}
{%- endmacro %}


{% macro is_our_run() -%}
    {%- set ours = [] -%}
    {%- for unique_id in selected_resources if unique_id.split('.')[1] == 'nps' -%}
        {%- do ours.append(unique_id) -%}
    {%- endfor -%}
    {{ return(ours | length > 0) }}
{%- endmacro %}


{#- The names of the variables that somebody set: on the command line, and in
    dbt_project.yml where the engine can read it. -#}
{% macro set_variables() -%}
    {%- set of_project = fromyaml(nps.project_file()).get('vars') or {} -%}
    {{ return((invocation_args_dict.get('vars') or {}) | list + of_project | list + (of_project.get('nps') or {}) | list) }}
{%- endmacro %}


{#- A build of the demo would forget what landed before it, also of files that are gone. -#}
{% macro assert_demo_replaces_nothing() -%}
    {%- if not execute or not nps.is_demo() or env_var('NPS_REPLACE', '') == '1' -%}{{ return('') }}{%- endif -%}
    {%- set standing = load_relation(api.Relation.create(
        database=target.database, schema=target.schema ~ '_intermediate', identifier='int_loads__standing')) -%}
    {%- if standing is not none and run_query(
        "select 1 from " ~ standing ~ " where origin != '(demo)' limit 1") | length > 0 -%}
        {{ nps.stop('The build file ' ~ target.path ~ ' holds data of yours, and without NPS_LANDING_DIR or nps_sources '
            ~ 'the demo would take its place: set one of them, or NPS_DUCKDB_PATH to another file, or NPS_REPLACE=1.') }}
    {%- endif -%}
{%- endmacro %}
