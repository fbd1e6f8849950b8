{#- Stops the build with one sentence where the surveys table contradicts
    itself: a guess would score answers on the wrong scale. -#}
{% macro assert_survey_declarations(scales) -%}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- set declared = ref('nps', 'int_surveys__declared') -%}
    {%- set question -%}
        'question ' || coalesce(question_id, '(every)') || ' of survey ' || survey_id
    {%- endset -%}
    {%- set problems -%}
        select 'T' || substring(declared_in, 2) || ' has the line ' || malformed_line
            || ', which cannot be read: correct or remove it.' as problem
        from {{ declared }}
        where malformed_line is not null
        union all
        select 'T' || substring(declared_in, 2) || ' has a row without a survey_id: give it one or remove it.'
        from {{ declared }}
        where survey_id is null and malformed_line is null
        union all
        select 'T' || substring(declared_in, 2) || ' declares ' || {{ question }} || ' '
            || cast(count(*) as {{ dbt.type_string() }}) || ' times: keep one row.'
        from {{ declared }}
        where survey_id is not null
        group by declared_in, source_system, survey_id, question_id
        having count(*) > 1
        union all
        select 'T' || substring(declared_in, 2) || ' declares ' || {{ question }} || ' with survey_kind "' || survey_kind
            || '": use relational, transactional or employee.'
        from {{ declared }}
        where survey_kind not in ('relational', 'transactional', 'employee')
        union all
        select 'T' || substring(declared_in, 2) || ' declares ' || {{ question }} || ' with score_direction "'
            || score_direction || '": use higher_better or lower_better.'
        from {{ declared }}
        where score_direction not in ('higher_better', 'lower_better')
        union all
        select 'T' || substring(declared_in, 2) || ' declares ' || {{ question }}
            || ' on a scale that cannot be used: give whole numbers with'
            || ' scale_min <= detractor_max < passive_max < scale_max.'
        from (
            select
                declared.declared_in,
                declared.survey_id,
                declared.question_id
            from {{ declared }} as declared
            inner join {{ scales }} as scales
                on
                    declared.declaration_key = scales.declaration_key
                    and scales.metric_type is not null
            where
                (not coalesce(
                    scales.scale_min <= scales.detractor_max
                    and scales.detractor_max < scales.passive_max
                    and scales.passive_max < scales.scale_max
                    and scales.scale_min = floor(scales.scale_min)
                    and scales.detractor_max = floor(scales.detractor_max)
                    and scales.passive_max = floor(scales.passive_max)
                    and scales.scale_max = floor(scales.scale_max),
                    false)
                {#- A bound that is no number would leave the default in place. #}
                or {{ nps.matches('declared.scale_raw', '[^-+.0-9\\s]') }})
                and (declared.metric_type is not null or scales.landed_metric_type = 'nps')
        ) as unusable
        union all
        select 'The declarations put two scales into the program ' || program || ' ('
            || metric_type || '): give each scale a program of its own.'
        from {{ scales }}
        where program is not null
            and (
                declaration_key, landed_metric_type
            ) in (
                select declared.declaration_key, coalesce(declared.metric_type, 'nps')
                from {{ declared }} as declared
            )
        group by program, metric_type
        having {{ nps.has_two_scales() }}
    {%- endset -%}
    {%- do nps.stop_on_first(problems) -%}
{%- endmacro %}


{% macro has_two_scales() -%}
    min(scale_min) < max(scale_min)
    or min(detractor_max) < max(detractor_max)
    or min(passive_max) < max(passive_max)
    or min(scale_max) < max(scale_max)
    or min(score_direction) < max(score_direction)
{%- endmacro %}
