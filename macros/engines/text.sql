{% macro matches(text, pattern) -%}
    {{ return(adapter.dispatch('matches', 'nps')(text, pattern)) }}
{%- endmacro %}


{% macro default__matches(text, pattern) -%}
    {{ text }} ~ '{{ pattern }}'
{%- endmacro %}


{% macro duckdb__matches(text, pattern) -%}
    regexp_matches({{ text }}, '{{ pattern }}')
{%- endmacro %}


{% macro spark__matches(text, pattern) -%}
    {{ text }} rlike '{{ pattern | replace('\\', '\\\\') }}'
{%- endmacro %}


{#- White space of every script and marks of no width, at both ends: a plain
    trim() keeps line breaks. -#}
{% macro trimmed(text) -%}
    {{ return(adapter.dispatch('trimmed', 'nps')(text)) }}
{%- endmacro %}


{% macro default__trimmed(text) -%}
    {{ nps.trimmed_by_pattern(text, '\\u') }}
{%- endmacro %}


{#- Most texts hold plain signs alone: to see that takes half of what trimming does. -#}
{% macro duckdb__trimmed(text) -%}
    case when regexp_full_match({{ text }}, '[!-~]+') then {{ text }} else {{ nps.trimmed_by_pattern(text, '\\x') }} end
{%- endmacro %}


{% macro trimmed_by_pattern(text, escape) -%}
    {%- set blanks = [] -%}
    {%- for code in [
        '0085', '00a0', '1680', '2000-200d', '2028', '2029', '202f', '205f', '2060', '3000', 'feff'] -%}
        {%- for end in code.split('-') -%}
            {%- do blanks.append(('-' if loop.index == 2 else '')
                ~ (escape ~ '{' ~ end ~ '}' if escape == '\\x' else escape ~ end)) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- set blank = '[\\s' ~ blanks | join ~ ']+' -%}
    regexp_replace({{ text }}, '^{{ blank }}|{{ blank }}$', '', 'g')
{%- endmacro %}


{#- Whether a text is more than white space and marks of no width. -#}
{% macro is_written(text) -%}
    {{ return(adapter.dispatch('is_written', 'nps')(text)) }}
{%- endmacro %}


{% macro default__is_written(text) -%}
    coalesce({{ nps.trimmed(text) }} != '', false)
{%- endmacro %}


{#- Few texts begin with anything but a plain sign, and only theirs are looked through. -#}
{% macro duckdb__is_written(text) -%}
    case when ascii({{ text }}) between 33 and 126 then true else coalesce({{ nps.trimmed_by_pattern(text, '\\x') }} != '', false) end
{%- endmacro %}


{#- What the first match of a pattern becomes, by its groups: \1 and so on. -#}
{% macro replaced_groups(text, pattern, replacement) -%}
    {{ return(adapter.dispatch('replaced_groups', 'nps')(text, pattern, replacement)) }}
{%- endmacro %}


{% macro default__replaced_groups(text, pattern, replacement) -%}
    {{ return("regexp_replace(" ~ text ~ ", '" ~ pattern ~ "', '" ~ replacement ~ "')") }}
{%- endmacro %}


{% macro spark__replaced_groups(text, pattern, replacement) -%}
    {{ return("regexp_replace(" ~ text ~ ", '" ~ pattern | replace('\\', '\\\\') ~ "', '"
        ~ replacement | replace('\\', '$') ~ "')") }}
{%- endmacro %}


{% macro only_digits(text) -%}
    {{ return(adapter.dispatch('only_digits', 'nps')(text)) }}
{%- endmacro %}


{% macro default__only_digits(text) -%}
    regexp_replace({{ text }}, '[^0-9]', '', 'g')
{%- endmacro %}


{% macro spark__only_digits(text) -%}
    regexp_replace({{ text }}, '[^0-9]', '')
{%- endmacro %}


{#- What a text is put in order by: its bytes, since every database has its own order of
    letters, and an order that decides must not depend on it. -#}
{% macro in_byte_order(text) -%}
    {{ return(adapter.dispatch('in_byte_order', 'nps')(text)) }}
{%- endmacro %}


{% macro default__in_byte_order(text) -%}
    {{ return(text) }}
{%- endmacro %}


{% macro postgres__in_byte_order(text) -%}
    {{ return('(' ~ text ~ ') collate "C"') }}
{%- endmacro %}


{#- One form for letters that Unicode can write in two ways. -#}
{% macro nfc(text) -%}
    {{ return(adapter.dispatch('nfc', 'nps')(text)) }}
{%- endmacro %}


{% macro default__nfc(text) -%}
    normalize({{ text }}, nfc)
{%- endmacro %}


{% macro duckdb__nfc(text) -%}
    nfc_normalize({{ text }})
{%- endmacro %}


{#- The same with a pattern that is data. -#}
{% macro matches_column(text, pattern) -%}
    {{ return(adapter.dispatch('matches_column', 'nps')(text, pattern)) }}
{%- endmacro %}


{% macro default__matches_column(text, pattern) -%}
    {{ text }} ~* {{ pattern }}
{%- endmacro %}


{% macro duckdb__matches_column(text, pattern) -%}
    regexp_matches({{ text }}, {{ pattern }}, 'i')
{%- endmacro %}


{#- Whether a pattern that is data cannot be read; engines that cannot say so find
    out when they use it. -#}
{% macro is_bad_pattern(pattern) -%}
    {{ return(adapter.dispatch('is_bad_pattern', 'nps')(pattern)) }}
{%- endmacro %}


{% macro default__is_bad_pattern(pattern) -%}
    1 = 0
{%- endmacro %}


{% macro duckdb__is_bad_pattern(pattern) -%}
    try(regexp_matches('', {{ pattern }}, 'i')) is null
{%- endmacro %}


{% macro spark__matches_column(text, pattern) -%}
    {{ text }} rlike concat('(?i)', {{ pattern }})
{%- endmacro %}


{#- Where a text begins in another, 0 where it does not occur. -#}
{% macro position_of(part, text) -%}
    {{ dbt.position(part, text) }}
{%- endmacro %}
