{%- for source_name in setting('nps_sources') %}
    select
        {{ answer_columns() | join(',\n    ') }}
    from {{ ref('stg_' ~ source_name ~ '__answers') }}
    {{ 'union all' if not loop.last }}
{%- endfor %}
