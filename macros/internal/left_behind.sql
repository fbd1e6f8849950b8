{#- The relation that a model left behind in an earlier build, none where there is
    none. By name and not by ref(), in the few places where the next build depends on
    what the last one left: that is no cycle in time, but would be one in the graph.
    Which files are read depends on what has landed, and the run itself ends with a
    look at what it built. -#}
{% macro left_behind(model_name) -%}
    {%- if not execute -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set node = graph.nodes['model.nps.' ~ model_name] -%}
    {{ return(adapter.get_relation(
        database=node.database, schema=node.schema, identifier=node.alias)) }}
{%- endmacro %}
