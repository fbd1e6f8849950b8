{#- Stops the build where landed answers would be pooled that must not be. -#}
{% macro assert_programs(counted) -%}
    {%- set scales = ref('nps', 'int_surveys__scaled') -%}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- set problems -%}
        select 'Survey ' || survey_id || ' has several NPS questions that nobody declared ('
            || min(coalesce(question_id, '(blank)')) || ', ' || max(coalesce(question_id, '(blank)'))
            || '): declare each with its program in '
            || case when source_system = 'generic' then 'the table surveys.' else 'the table surveys or nps_metric_map.' end
            as problem
        from {{ counted }}
        where declaration_key = 'undeclared' and metric_type = 'nps' and survey_id is not null
        group by source_system, survey_id
        having count(distinct coalesce(question_id, '(blank)')) > 1
        union all
        select 'Program ' || counted.program || ' would mix two scales of ' || counted.metric_type
            || ': declare its surveys with one scale, or with a program for each, in the table surveys'
            || ' or in the table nps_metric_map.'
        from {{ counted }} as counted
        inner join {{ scales }} as scales
            on
                counted.declaration_key = scales.declaration_key
                and counted.metric_type = scales.metric_type
        where counted.reason is null
        group by counted.program, counted.metric_type
        having {{ nps.has_two_scales() }}
        union all
        select 'Program ' || program
            || ' would mix answers of employees and of customers: give each a program of its own.'
        from {{ counted }}
        where reason is null
        group by program
        having min(case when is_employee then 1 else 0 end) < max(case when is_employee then 1 else 0 end)
        union all
        select 'Program ' || program || ' would pool surveys of ' || min(source_system) || ' and of '
            || max(source_system) || ' that nobody declared and that share an id: give each a program.'
        from {{ counted }}
        where reason is null and declaration_key = 'undeclared'
        group by program
        having min(source_system) < max(source_system)
    {%- endset -%}
    {%- do nps.stop_on_first(problems) -%}
{%- endmacro %}
