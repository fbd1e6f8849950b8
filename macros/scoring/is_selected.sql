{#- Which of a respondent's answers nps_selection_policy counts. One answer of
    a month where the policy is latest or first; quarantine looks across
    months and is walked in int_answers__quarantined. -#}
{% macro is_selected() -%}
    {%- set policy = setting('nps_selection_policy') -%}
    {%- set direction = {'latest': 'desc', 'first': 'asc'}.get(policy) -%}
    {%- if policy == 'quarantine' -%}
        quarantined.response_key is null
    {%- elif direction -%}
        row_number() over (
            partition by
                answers.is_candidate,
                answers.program,
                coalesce(answers.respondent_key, answers.response_key),
                {{ first_of_month('answers.response_date') }}
            order by
                answers.responded_at {{ direction }},
                answers.response_id {{ direction }},
                answers.response_key {{ direction }}
        ) = 1
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}
