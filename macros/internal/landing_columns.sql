{#- What each landing table has to hold, may hold, and does with the rest. -#}
{% macro landing_columns(table) -%}
    {{ return(dict(
        {'keeps_attributes': false, 'keeps_malformed_lines': false, 'is_optional': true}, **nps.landing_specs()[table])) }}
{%- endmacro %}


{% macro landing_tables() -%}
    {{ return(nps.landing_specs() | list) }}
{%- endmacro %}


{% macro landing_specs() -%}
    {{ return({
        'responses': {
            'required': ['response_id', 'survey_id', 'score', 'responded_at'],
            'optional': [
                'question_id', 'metric_type',
                'respondent_id', 'account_id', 'email',
                'touchpoint', 'channel', 'country', 'language',
                'campaign_id', 'invitation_id',
                'comment', 'tags', 'weight', 'source_group',
                'sent_at', 'updated_at', 'loaded_at', 'deleted_at',
                'is_test', 'status'],
            'keeps_attributes': true,
            'keeps_malformed_lines': true,
            'is_optional': false},
        'surveys': {
            'required': ['survey_id'],
            'optional': [
                'question_id', 'program', 'metric_type', 'survey_kind',
                'scale_min', 'detractor_max', 'passive_max', 'scale_max',
                'score_direction', 'touchpoint', 'name', 'source_system']},
        'scores': {
            'required': ['text', 'score'],
            'optional': ['source_system', 'survey_id', 'question_id']},
        'customers': {
            'required': ['respondent_id'],
            'optional': [
                'email', 'account_id', 'updated_at', 'loaded_at', 'deleted_at'],
            'keeps_attributes': true},
        'nps_metric_map': {
            'required': ['source_system', 'survey_id'],
            'optional': [
                'question_id', 'program', 'metric_type', 'survey_kind',
                'scale_min', 'detractor_max', 'passive_max', 'scale_max',
                'score_direction', 'touchpoint', 'name']},
        'nps_touchpoint_rules': {
            'required': ['field', 'operator', 'value', 'priority'],
            'optional': ['source', 'pattern']},
        'nps_attribute_rules': {
            'required': ['field', 'operator', 'attribute', 'priority'],
            'optional': ['source', 'pattern', 'value']},
        'nps_bands': {
            'required': ['band_scheme', 'band', 'lower_nps'],
            'optional': ['is_lower_included', 'source']},
        'nps_quality_checks': {
            'required': ['check_name'],
            'optional': ['threshold', 'least_count', 'severity']},
    }) }}
{%- endmacro %}


{#- What says who somebody is, or what they wrote. -#}
{% macro private_columns() -%}
    {{ return(['respondent_id', 'account_id', 'email', 'invitation_id', 'comment', 'tags']) }}
{%- endmacro %}
