{% macro parse_score(text, scale_min='0', scale_max='10', number=none) -%}
    {{ return(adapter.dispatch('parse_score', 'nps')(text, scale_min, scale_max, number)) }}
{%- endmacro %}


{% macro default__parse_score(text, scale_min='0', scale_max='10', number=none) -%}
    case
        when {{ nps.score_problem(text, scale_min, scale_max, number) }} is null
            then cast({{ number or nps.score_number(text) }} as integer)
    end
{%- endmacro %}
