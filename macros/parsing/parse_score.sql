{% macro parse_score(text, scale_min='0', scale_max='10') -%}
    case
        when {{ score_problem(text, scale_min, scale_max) }} is null
            then cast({{ parse_number(text) }} as integer)
    end
{%- endmacro %}
