{#- Every connection that brings answers: its name, its platform, where it is. -#}
{% macro answer_sources() -%}
    {%- set sources = [] -%}
    {%- for platform in enabled_platforms() -%}
        {%- for connection in connections(platform) -%}
            {%- if connection.name in sources | map(attribute='name') -%}
                {{ stop('Two connections have the name "' ~ connection.name ~ '": give each its own.') }}
            {%- endif -%}
            {%- do sources.append(dict(connection, platform=platform)) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(sources) }}
{%- endmacro %}


{#- As a list of literals. -#}
{% macro answer_source_names() -%}
    {%- set names = [] -%}
    {%- for source in answer_sources() -%}
        {%- do names.append(text_literal(source.name)) -%}
    {%- endfor -%}
    {{ return(names | join(', ')) }}
{%- endmacro %}


{#- The tables whose change is a change of the source. What the seed
    nps_metric_map declares is one, since other questions were left out. -#}
{% macro source_relations(source) -%}
    {%- if source.platform == 'generic' -%}
        {{ return([raw_relation('generic', 'responses')]) }}
    {%- endif -%}
    {%- set relations = [ref('nps_metric_map')] -%}
    {%- set tables = [] -%}
    {%- for table in platform_tables(source.platform) if source.loader in table.config.meta.loaders -%}
        {%- do tables.append(table.name) -%}
    {%- endfor -%}
    {%- for table in (demo_tables()[source.platform] if is_demo() else tables) -%}
        {%- do relations.append(connection_relation(source.platform, source, table)) -%}
    {%- endfor -%}
    {{ return(relations) }}
{%- endmacro %}
