{#- One value for code of this package: models and tests below some paths, and macros
    below others. Comments and white space are no code. Of what is disabled dbt
    remembers more after one parse than after another. -#}
{% macro code_digest(node_paths, macro_paths) -%}
    {%- set parts = [] -%}
    {%- for node in graph.nodes.values()
        if node.package_name == 'nps' and node.resource_type in ['model', 'test'] and node.config.enabled -%}
        {%- for path in node_paths if path in node.original_file_path -%}
            {%- do parts.append(node.unique_id ~ '\n' ~ node.raw_code) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for name, macro in nps.items() -%}
        {%- for path in macro_paths if macro.macro.original_file_path.startswith(path) -%}
            {%- do parts.append(name ~ '\n' ~ macro.macro.macro_sql) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(local_md5(nps.without_comments(parts | sort | join('\n')))) }}
{%- endmacro %}


{% macro without_comments(code) -%}
    {%- set bare = modules.re.sub('(?s){#.*?#}', ' ', code) -%}
    {%- set bare = modules.re.sub('(?m)(^|[ \t])-- [^\n]*', ' ', bare) -%}
    {{ return(bare.split() | join(' ')) }}
{%- endmacro %}
