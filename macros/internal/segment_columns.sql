{% macro segment_columns() -%}
    {%- for name in setting('nps_segments') -%}
        segment_{{ loop.index }},{{ '\n        ' }}
    {%- endfor -%}
{%- endmacro %}
