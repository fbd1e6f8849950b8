{#- The join that finds the band of a score in the table nps_bands: the highest
    lower bound that the score reaches. -#}
{% macro nps_bands_of_scheme() -%}
    {{ return(adapter.dispatch('nps_bands_of_scheme', 'nps')()) }}
{%- endmacro %}


{% macro default__nps_bands_of_scheme() -%}
    select
        band,
        lower_nps,
        is_lower_included,
        coalesce(lead(lower_nps) over (order by lower_nps), 101) as upper_nps,
        coalesce(not lead(is_lower_included) over (order by lower_nps), true) as is_upper_included
    from (
        select
            band,
            {{ nps.as_double('lower_nps') }} as lower_nps,
            coalesce(cast(is_lower_included as boolean), true) as is_lower_included
        from {{ nps.rule_table('nps_bands') }}
        where band_scheme = '{{ nps.setting("nps_band_scheme") }}'
    ) as bands_of_scheme
{%- endmacro %}


{% macro is_in_nps_band(nps, bands) -%}
    {{ return(adapter.dispatch('is_in_nps_band', 'nps')(nps, bands)) }}
{%- endmacro %}


{% macro default__is_in_nps_band(nps, bands) -%}
    (({{ nps }} > {{ bands }}.lower_nps or ({{ nps }} = {{ bands }}.lower_nps and {{ bands }}.is_lower_included))
    and ({{ nps }} < {{ bands }}.upper_nps or ({{ nps }} = {{ bands }}.upper_nps and {{ bands }}.is_upper_included)))
{%- endmacro %}


{% macro assert_band_scheme() -%}
    {{ return(adapter.dispatch('assert_band_scheme', 'nps')()) }}
{%- endmacro %}


{% macro default__assert_band_scheme() -%}
    {#- Under --empty every table is. -#}
    {%- if not execute or flags.EMPTY -%}{{ return('') }}{%- endif -%}
    {%- set schemes = run_query(
        'select distinct band_scheme from ' ~ nps.rule_table('nps_bands') ~ ' order by 1').columns[0].values() -%}
    {%- if nps.setting('nps_band_scheme') not in schemes -%}
        {{ nps.stop('Variable nps_band_scheme is "' ~ nps.setting('nps_band_scheme')
            ~ '": the table nps_bands has ' ~ schemes | join(', ') ~ '.') }}
    {%- endif -%}
{%- endmacro %}
