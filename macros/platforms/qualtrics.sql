{#- What was answered. Of a question that was seen and left out an export may say -99. -#}
{% macro qualtrics_answer(value) -%}
    nullif({{ value }}, '-99')
{%- endmacro %}


{#- The number that a choice of Qualtrics stands for, null where its text does not
    hold one whole number at an end: "10", "10 - Extremely likely", "Always (5)". -#}
{% macro qualtrics_choice_number(text) -%}
    case
        when {{ nps.matches(nps.trimmed(text), '^[0-9]{1,2}([^0-9.,][^0-9]*)?$') }}
            or {{ nps.matches(nps.trimmed(text), '^[^0-9]*[^0-9.,-][0-9]{1,2}[)]?$') }}
            then regexp_replace({{ text }}, '[^0-9]', '', 'g')
    end
{%- endmacro %}


{#- Promoter, passive or detractor, by the number or the word that Qualtrics has. -#}
{% macro qualtrics_group(value) -%}
    case lower({{ nps.trimmed(value) }})
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
    {{ nps.matches('lower(' ~ nps.trimmed(name) ~ ')', nps.personal_properties() ~ '|your name|^name *[:*]') }}
{%- endmacro %}


{#- Whether what somebody wrote is a comment: no blank, e-mail address or number. -#}
{% macro qualtrics_is_comment(answer, question_text) -%}
    {{ nps.matches(nps.trimmed(answer), '[^-+()/. 0-9]') }}
    and not {{ nps.contains_address(answer) }}
    and not coalesce({{ nps.qualtrics_names_a_person(question_text) }}, false)
{%- endmacro %}


{#- Whether a column of an export is Qualtrics' own: about the session, the order
    of blocks, scoring. The rest is embedded data. -#}
{% macro qualtrics_is_its_own(name) -%}
    {{ nps.matches('lower(' ~ name ~ ')',
        '^((bl|fl|sc|q)_.*|startdate|ipaddress|progress|duration.*|location(lat|long)itude)$') }}
{%- endmacro %}
