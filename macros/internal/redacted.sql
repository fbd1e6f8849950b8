{#- A landed code or number, unless it holds an address or is too long to be
    one. -#}
{% macro redacted(text) -%}
    case
        when {{ text }} like '%@%' or length({{ text }}) > 64 then '(redacted)'
        else {{ text }}
    end
{%- endmacro %}


{#- A label, unless it is an e-mail address. -#}
{% macro without_address(text) -%}
    case when {{ contains_address(text) }} then '(redacted)' else {{ text }} end
{%- endmacro %}


{% macro contains_address(text) -%}
    ({{ text }} like '%@%' and {{ matches(text, '[^@ ]@[^@ ]+[.][A-Za-z]') }})
{%- endmacro %}
