{#- Stops the build with one sentence where the table scores says two things of one
    text, or nothing: a guess would be somebody's score. -#}
{% macro assert_score_words() -%}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- set scores = ref('nps', 'stg_generic__scores') -%}
    {%- set about -%}
        coalesce({{ nps.parse_text('source_system') }}, '(every source)') || ', survey '
        || coalesce({{ nps.parse_text('survey_id') }}, '(every)')
    {%- endset -%}
    {%- set problems -%}
        select 'The table scores has the line ' || malformed_line || ', which cannot be read: correct or remove it.' as problem
        from {{ scores }}
        where malformed_line is not null
        union all
        select 'The table scores has a row without a text: give it the words that people answer, or remove it.'
        from {{ scores }}
        where malformed_line is null and {{ nps.parse_text('text') }} is null
        union all
        select 'The table scores gives "' || text || '" the score "' || coalesce(score, '') || '": give a number in digits.'
        from {{ scores }}
        where {{ nps.parse_text('text') }} is not null and {{ nps.parse_number('score') }} is null
        union all
        select 'The table scores gives "' || min(text) || '" two scores (' || {{ about }} || '): keep one row.'
        from {{ scores }}
        where {{ nps.parse_text('text') }} is not null
        group by
            lower({{ nps.parse_text('text') }}), {{ nps.parse_text('source_system') }},
            {{ nps.parse_text('survey_id') }}, {{ nps.parse_text('question_id') }}
        having min({{ nps.parse_number('score') }}) < max({{ nps.parse_number('score') }})
    {%- endset -%}
    {%- do nps.stop_on_first(problems) -%}
{%- endmacro %}
