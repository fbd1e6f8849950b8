{#- Words that a platform escaped for a web page, as they were written: the
    ampersand last, or `&amp;lt;` would become a sign that nobody wrote. -#}
{% macro unescaped_html(text) -%}
    {{ return(adapter.dispatch('unescaped_html', 'nps')(text)) }}
{%- endmacro %}


{% macro default__unescaped_html(text) -%}
    {%- set value = namespace(sql=text) -%}
    {%- for escaped, sign in [
        ('&lt;', '<'), ('&gt;', '>'), ('&quot;', '"'), ('&#39;', "'"), ('&#039;', "'"),
        ('&nbsp;', ' '), ('&amp;', '&')] -%}
        {%- set value.sql = 'replace(' ~ value.sql ~ ", '" ~ escaped ~ "', " ~ nps.text_literal(sign) ~ ')' -%}
    {%- endfor -%}
    {{ return(value.sql) }}
{%- endmacro %}
