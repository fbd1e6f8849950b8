{#- The one of some names that is most like another: that shares the most pairs of
    letters with it. -#}
{% macro nearest(name, names) -%}
    {%- set best = namespace(name=none, likeness=-1) -%}
    {%- for other in names -%}
        {%- set likeness = nps.likeness(name, other) -%}
        {%- if likeness > best.likeness -%}
            {%- set best.name = other -%}
            {%- set best.likeness = likeness -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(best.name) }}
{%- endmacro %}


{#- Twice the pairs of letters that two names share, of all that they have: 0 to 1. -#}
{% macro likeness(name, other) -%}
    {%- set wanted = nps.pairs_of_letters(name) -%}
    {%- set pairs = nps.pairs_of_letters(other) -%}
    {{ return(2 * (pairs | select('in', wanted) | list | length) / (pairs | length + wanted | length)) }}
{%- endmacro %}


{% macro pairs_of_letters(name) -%}
    {%- set text = ' ' ~ name | lower ~ ' ' -%}
    {%- set pairs = [] -%}
    {%- for place in range(text | length - 1) -%}
        {%- do pairs.append(text[place:place + 2]) -%}
    {%- endfor -%}
    {{ return(pairs | unique | list) }}
{%- endmacro %}
