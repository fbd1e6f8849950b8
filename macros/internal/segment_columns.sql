{% macro segment_columns() -%}
    {%- for name in setting('nps_segments') -%}
        {{ parse_text('segment_' ~ loop.index) }} as segment_{{ loop.index }},{{ '\n        ' }}
    {%- endfor -%}
{%- endmacro %}
