{#- What was answered. Of a question that was seen and left out an export may say -99. -#}
{% macro qualtrics_answer(value) -%}
    nullif({{ value }}, '-99')
{%- endmacro %}


{#- The number that a choice of Qualtrics stands for, null where its text does not
    hold one whole number at an end: "10", "10 - Extremely likely", "Always (5)". -#}
{% macro qualtrics_choice_number(text) -%}
    case
        when {{ matches(trimmed(text), '^[0-9]{1,2}([^0-9.,][^0-9]*)?$') }}
            or {{ matches(trimmed(text), '^[^0-9]*[^0-9.,-][0-9]{1,2}[)]?$') }}
            then regexp_replace({{ text }}, '[^0-9]', '', 'g')
    end
{%- endmacro %}


{#- Promoter, passive or detractor, by the number or the word that Qualtrics has. -#}
{% macro qualtrics_group(value) -%}
    case lower({{ trimmed(value) }})
        when '1' then 'detractor'
        when 'detractor' then 'detractor'
        when '2' then 'passive'
        when 'passive' then 'passive'
        when 'neutral' then 'passive'
        when '3' then 'promoter'
        when 'promoter' then 'promoter'
    end
{%- endmacro %}


{#- Whether a field or a question of this name or wording asks who somebody is. -#}
{% macro qualtrics_names_a_person(name) -%}
    {{ matches('lower(' ~ trimmed(name) ~ ')', personal_properties() ~ '|your name|^name *[:*]') }}
{%- endmacro %}


{#- Whether what somebody wrote is a comment: no blank, e-mail address or number. -#}
{% macro qualtrics_is_comment(answer, question_text) -%}
    {{ matches(trimmed(answer), '[^-+()/. 0-9]') }}
    and not {{ contains_address(answer) }}
    and not coalesce({{ qualtrics_names_a_person(question_text) }}, false)
{%- endmacro %}


{#- Whether a column of an export is Qualtrics' own: about the session, the order
    of blocks, scoring. The rest is embedded data. -#}
{% macro qualtrics_is_its_own(name) -%}
    {{ matches('lower(' ~ name ~ ')',
        '^((bl|fl|sc|q)_.*|startdate|ipaddress|progress|duration.*|location(lat|long)itude)$') }}
{%- endmacro %}
