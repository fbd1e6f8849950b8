{% macro segment_columns() -%}
    {%- for name in nps.setting('nps_segments') -%}
        {%- set text = nps.parse_text('segment_' ~ loop.index) -%}
        {#- As the columns themselves are read. #}
        {{ 'lower(' ~ text ~ ')' if name | lower in ('status', 'metric_type') else text }} as segment_{{ loop.index }},{{ '\n        ' }}
    {%- endfor -%}
{%- endmacro %}
