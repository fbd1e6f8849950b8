{#- A number for this build, greater than that of every build before, and the
    last number that a load has. -#}
{% macro number_this_build() -%}
    {%- set last_build = nps.left_behind('stg_loads__registered') -%}
    {%- set landed = nps.left_behind('int_answers__landed') -%}
    {%- set clock = (run_started_at.timestamp() * 1000000) | int -%}
    select
        greatest(
            {{ clock }}
            {%- if last_build is not none %},
            (select coalesce(max(build_number), 0) + 1 from {{ last_build }})
            {%- endif %}
        ) as build_number,
        {#- A full refresh continues nothing. #}
        {% if last_build is none or landed is none or flags.FULL_REFRESH -%}
            null as continues,
        {%- else -%}
            (select max(build_number) from {{ last_build }}) as continues,
        {%- endif %}
        {#- No number stands for two loads, even where the list of loads is gone. #}
        greatest(
            0
            {%- for relation in [last_build, landed] if relation is not none %},
            (select coalesce(max(load_number), 0) from {{ relation }})
            {%- endfor %}
        ) as last_load_number
{%- endmacro %}


{#- The relation that a model left behind in an earlier build, none where there
    is none. By name and not by ref(): what is landed next depends on what was
    landed before, which is no cycle in time but would be one in the graph. -#}
{% macro left_behind(model_name) -%}
    {%- if not execute -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set node = graph.nodes['model.nps.' ~ model_name] -%}
    {{ return(adapter.get_relation(
        database=node.database, schema=node.schema, identifier=node.alias)) }}
{%- endmacro %}
