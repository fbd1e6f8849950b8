{#- Every platform that has a room in models/staging and can be named in
    nps_sources. -#}
{% macro known_platforms() -%}
    {{ return(['generic'] + nps.survey_platforms()) }}
{%- endmacro %}


{% macro survey_platforms() -%}
    {{ return([
        'delighted', 'surveymonkey', 'medallia', 'qualtrics', 'typeform', 'hubspot',
        'wootric', 'asknicely', 'retently', 'pendo', 'lark', 'zendesk', 'intercom']) }}
{%- endmacro %}


{#- Whether a source of answers is a model of another project, stg_<name>__responses, of
    which every column of the landing table responses is read that it has. -#}
{% macro is_guest(platform) -%}
    {{ return(platform not in nps.known_platforms() + nps.crm_platforms()) }}
{%- endmacro %}


{#- Whether its rows are read as a landing table is, and not by an adapter of ours. -#}
{% macro is_landing_table(platform) -%}
    {{ return(platform == 'generic' or nps.is_guest(platform)) }}
{%- endmacro %}


{#- The rows of a source for a from clause, in the landing shape. -#}
{% macro landed_rows(platform) -%}
    {%- if not nps.is_guest(platform) -%}
        {%- set relation = ref('nps', 'stg_' ~ platform ~ '__responses') -%}
        {{ return(nps.with_segments(relation) if platform == 'generic' else relation) }}
    {%- endif -%}
    {%- set relation = nps.guest_ref('stg_' ~ platform ~ '__responses') -%}
    {%- if not execute -%}
        {{ return('nothing') }}
    {%- endif -%}
    {%- set columns = adapter.get_columns_in_relation(relation) | map(attribute='name') | list -%}
    {{ return('(' ~ nps.landed_as_text('responses', relation | string, columns, relation | string) ~ ') as ' ~ platform) }}
{%- endmacro %}


{#- Those that say themselves on which scale a survey is: they have a model
    stg_<platform>__surveys. What a person declares comes before it. -#}
{% macro enabled_survey_declarers() -%}
    {%- set platforms = [] -%}
    {%- for name in nps.enabled_platforms() if name in ['hubspot', 'zendesk'] -%}
        {%- do platforms.append(name) -%}
    {%- endfor -%}
    {{ return(platforms) }}
{%- endmacro %}


{#- Sources of people and companies: they hold no answer. -#}
{% macro crm_platforms() -%}
    {{ return(['salesforce']) }}
{%- endmacro %}


{#- The demo is what is built where nobody said what to read. -#}
{% macro is_demo() -%}
    {{ return(target.profile_name == 'nps_demo' and not nps.landing_dir()
        and var('nps_sources') is none) }}
{%- endmacro %}


{% macro enabled_sources() -%}
    {%- set named = nps.setting('nps_sources') -%}
    {%- if named -%}
        {{ return(named) }}
    {%- endif -%}
    {{ return(nps.demo_tables() | list if nps.is_demo() else ['generic']) }}
{%- endmacro %}


{#- The raw tables of the demo, seeds named raw_<platform>__<table>. -#}
{% macro demo_tables() -%}
    {{ return({
        'generic': ['responses', 'surveys', 'customers'],
        'delighted': ['survey_responses', 'people'],
        'surveymonkey': ['survey_responses', 'survey_questions', 'surveys', 'survey_collectors'],
        'qualtrics': [
            'survey_response', 'question_response', 'question', 'question_option', 'survey_embedded_data'],
        'typeform': ['responses', 'forms'],
        'zendesk': ['satisfaction_rating', 'ticket', 'user'],
    }) }}
{%- endmacro %}


{#- Those of them that bring answers. -#}
{% macro enabled_platforms() -%}
    {%- set platforms = [] -%}
    {%- for name in nps.enabled_sources() if name not in nps.crm_platforms() -%}
        {%- do platforms.append(name) -%}
    {%- endfor -%}
    {{ return(platforms) }}
{%- endmacro %}


{#- For the config of a platform's models. -#}
{% macro is_enabled(platform) -%}
    {{ return(platform in nps.enabled_sources()) }}
{%- endmacro %}
