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
