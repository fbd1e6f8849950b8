{% macro benjamini_hochberg(p_value, family_size, rank, family) -%}
    {{ return(adapter.dispatch('benjamini_hochberg', 'nps')(p_value, family_size, rank, family)) }}
{%- endmacro %}


{% macro default__benjamini_hochberg(p_value, family_size, rank, family) -%}
    case
        when {{ p_value }} is not null
            then least(1.0, min({{ p_value }} * ({{ nps.as_double(family_size) }} / {{ rank }})) over (
                partition by {{ family }}
                order by {{ rank }} desc
                rows between unbounded preceding and current row
            ))
    end
{%- endmacro %}
