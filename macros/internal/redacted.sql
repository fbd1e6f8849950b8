{#- A landed code or number, unless it holds an address or is too long to be
    one. A score such as "10 - Extremely likely" has 24 characters at most. -#}
{% macro redacted(text, longest=64) -%}
    case
        when {{ text }} like '%@%' or length({{ text }}) > {{ longest }} then '(redacted)'
        else {{ text }}
    end
{%- endmacro %}


{#- A label, unless it is an e-mail address. -#}
{% macro without_address(text) -%}
    case when {{ nps.contains_address(text) }} then '(redacted)' else {{ text }} end
{%- endmacro %}


{% macro contains_address(text) -%}
    ({{ text }} like '%@%' and {{ nps.matches(text, '[^@ ]@[^@ ]+[.][A-Za-z]') }})
{%- endmacro %}
