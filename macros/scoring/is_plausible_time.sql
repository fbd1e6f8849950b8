{#- The one wall clock of the project: an answer cannot come from after the
    build that reads it, where nothing says when it was loaded. -#}
{% macro is_plausible_time(responded_at, loaded_at) -%}
    {{ return(adapter.dispatch('is_plausible_time', 'nps')(responded_at, loaded_at)) }}
{%- endmacro %}


{% macro default__is_plausible_time(responded_at, loaded_at) -%}
    (
        {{ responded_at }} >= cast('2000-01-01' as timestamp)
        and case
            when {{ loaded_at }} is not null
                then {{ responded_at }} <= {{ dbt.dateadd('day', 1, loaded_at) }}
            else {{ responded_at }} <= cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as timestamp)
        end
    )
{%- endmacro %}
