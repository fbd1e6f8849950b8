{#- Stops the build where landed answers would be pooled that must not be. -#}
{% macro assert_programs(ledger) -%}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- set problems -%}
        select 'Survey ' || survey_id || ' has several NPS questions that nobody declared ('
            || min(coalesce(question_id, '(blank)')) || ', ' || max(coalesce(question_id, '(blank)'))
            || '): declare each with its program in the table surveys.' as problem
        from {{ ledger }}
        where not is_declared and metric_type = 'nps' and survey_id is not null
        group by source_system, survey_id
        having count(distinct coalesce(question_id, '(blank)')) > 1
        union all
        select 'Program ' || program || ' would mix two scales of ' || metric_type
            || ': declare its surveys with one scale, or with a program for each, in the table surveys.'
        from {{ ledger }}
        where reason is null
        group by program, metric_type
        having {{ has_two_scales() }}
        union all
        select 'Program ' || program
            || ' would mix answers of employees and of customers: give each a program of its own.'
        from {{ ledger }}
        where reason is null
        group by program
        having min(case when is_employee then 1 else 0 end) < max(case when is_employee then 1 else 0 end)
    {%- endset -%}
    {%- do stop_on_first(problems) -%}
{%- endmacro %}
