{% macro score_problem(text, scale_min='0', scale_max='10', number=none) -%}
    {{ return(adapter.dispatch('score_problem', 'nps')(text, scale_min, scale_max, number)) }}
{%- endmacro %}


{% macro default__score_problem(text, scale_min='0', scale_max='10', number=none) -%}
    {%- set value = number or nps.score_number(text) -%}
    {%- set not_zero = '([0-9]*[1-9][0-9]*([.][0-9]+)?|[0-9]+[.][0-9]*[1-9][0-9]*)' -%}
    {%- set with_huge_exponent = '^[+-]?' ~ not_zero ~ '[eE][+]?[0-9]{3,}$' -%}
    {%- set with_exponent = '^[+-]?[0-9]{1,15}([.][0-9]+)?[eE][+-]?[0-9]{1,2}$' -%}
    case
        {# Most scores: no fraction fits into two characters. #}
        when length({{ text }}) <= 2 and {{ value }} between {{ scale_min }} and {{ scale_max }}
            then null
        when
            {{ value }} is null
            and coalesce(lower({{ nps.trimmed(text) }}), '') in ('', '-', 'na', 'n/a', 'null')
            then 'missing_score'
        when {{ value }} < {{ scale_min }} or {{ value }} > {{ scale_max }}
            then 'out_of_range_score'
        when {{ value }} is not null
            then case
                {# A double is whole where its text has seventeen places. #}
                when {{ nps.matches(nps.trimmed(text), '[.][0-9]*[1-9]') }}
                    then 'non_integer_score'
            end
        {# An exponent is never read as an answer, but one that leaves the
            scale says why. #}
        when
            {{ nps.matches(nps.trimmed(text), '^[+-]?[0-9]{16,}([.][0-9]+)?$') }}
            or {{ nps.matches(nps.trimmed(text), with_huge_exponent) }}
            then 'out_of_range_score'
        when {{ nps.matches(nps.trimmed(text), with_exponent) }}
            then case
                when
                    {{ dbt.safe_cast(nps.trimmed(text), nps.type_double()) }}
                    between least({{ scale_min }}, 0) and greatest({{ scale_max }}, 10)
                    then 'unparseable_score'
                else 'out_of_range_score'
            end
        else 'unparseable_score'
    end
{%- endmacro %}
