{% macro setting(name) -%}
    {%- set rule = nps.setting_rules().get(name) -%}
    {%- if rule is none -%}
        {{ nps.stop('`' ~ name ~ '` is not a variable of nps: docs/configuration.md lists them.') }}
    {%- endif -%}
    {{ nps.assert_no_template(name) }}
    {%- set value = var(name, none) -%}
    {%- if rule.kind == 'list' -%}
        {%- set values = [] if value is none else ([value] if value is string else value | list) -%}
        {%- for item in values -%}
            {{ nps.assert_setting(name, rule, item | string) }}
        {%- endfor -%}
        {%- set lower = values | map('string') | map('lower') | list -%}
        {%- if lower | unique | list | length != lower | length -%}
            {{ nps.stop('Variable ' ~ name ~ ' names something twice: ' ~ values | join(', ') ~ '.') }}
        {%- endif -%}
        {{ return(values | map('string') | list) }}
    {%- endif -%}
    {%- if value is none and rule.get('may_be_null') -%}
        {{ return(none) }}
    {%- elif value is none -%}
        {{ nps.stop('Variable ' ~ name ~ ' has no value: put one under `vars` of your project, beside any package;'
            ~ ' docs/configuration.md gives its default.') }}
    {%- endif -%}
    {{ nps.assert_setting(name, rule, value | string) }}
    {%- if rule.kind == 'integer' -%}
        {{ return(value | int) }}
    {%- elif rule.kind == 'number' -%}
        {{ return(value | float) }}
    {%- endif -%}
    {{ return(value | string) }}
{%- endmacro %}


{#- dbt renders a variable of the command line as a template when it is read:
    whoever sets one could run SQL. So it is looked at before it is read. -#}
{% macro assert_no_template(name) -%}
    {%- set written = (invocation_args_dict.get('vars') or {}).get(name) | string -%}
    {%- if modules.re.search('{[{%#]', written) -%}
        {{ nps.stop('Variable ' ~ name ~ ' holds a template: give a plain value.') }}
    {%- endif -%}
{%- endmacro %}
