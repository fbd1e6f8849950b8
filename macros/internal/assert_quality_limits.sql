{#- Stops the build with one sentence where the landed table nps_quality_checks names no
    check, or what it gives cannot be meant. -#}
{% macro assert_quality_limits() -%}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- set landed = ref('nps', 'stg_generic__quality_checks') -%}
    {%- set checks = ref('nps', 'nps_quality_checks') -%}
    {%- set sentences = [] -%}
    {%- for column in ['threshold', 'least_count'] -%}
        {%- do sentences.append(
            "select 'The table nps_quality_checks gives " ~ column ~ ' "' ~ "' || " ~ column
            ~ " || '" ~ '" to ' ~ "' || coalesce(check_name, '(blank)') || ': give a number in digits, 0 or more.' as problem from "
            ~ landed ~ ' where ' ~ nps.parse_text(column) ~ ' is not null and coalesce(' ~ nps.parse_number(column) ~ ' < 0, true)') -%}
    {%- endfor -%}
    {%- set problems -%}
        {{ sentences | join(' union all ') }}
        union all
        select 'The table nps_quality_checks names the check "' || coalesce(check_name, '') || '", which nobody knows: choose one of '
            || (select {{ dbt.listagg('checks.check_name', "', '", 'order by checks.check_name') }} from {{ checks }} as checks) || '.'
        from {{ landed }}
        where coalesce({{ nps.parse_text('check_name') }}, '') not in (select checks.check_name from {{ checks }} as checks)
        union all
        select 'The table nps_quality_checks gives severity "' || severity || '" to ' || check_name || ': choose error or warn.'
        from {{ landed }}
        where lower({{ nps.parse_text('severity') }}) not in ('error', 'warn')
        union all
        select 'The table nps_quality_checks names ' || min(check_name) || ' twice: keep one row.'
        from {{ landed }}
        group by {{ nps.parse_text('check_name') }}
        having count(*) > 1
    {%- endset -%}
    {%- do nps.stop_on_first(problems) -%}
{%- endmacro %}
