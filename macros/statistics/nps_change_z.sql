{% macro nps_change_z(counts, previous) -%}
    {{ return(adapter.dispatch('nps_change_z', 'nps')(counts, previous)) }}
{%- endmacro %}


{% macro default__nps_change_z(counts, previous) -%}
    {#- On the adjusted counts: plain Wald calls 3 to 13 % of unchanged small
        samples a change at 5 %. -#}
    {%- set now = nps.adjusted_counts(counts) -%}
    {%- set before = nps.adjusted_counts(previous) -%}
    case
        when
            {{ counts | join(' + ') }} > 0
            and {{ previous | join(' + ') }} > 0
            then
                ({{ now.theta }} - {{ before.theta }})
                / sqrt({{ now.variance }} + {{ before.variance }})
    end
{%- endmacro %}


{% macro adjusted_counts(counts) -%}
    {{ return(adapter.dispatch('adjusted_counts', 'nps')(counts)) }}
{%- endmacro %}


{% macro default__adjusted_counts(counts) -%}
    {%- set p = '(' ~ nps.as_double(counts[0]) ~ ' + 0.75)' -%}
    {%- set s = '(' ~ nps.as_double(counts[1]) ~ ' + 1.5)' -%}
    {%- set d = '(' ~ nps.as_double(counts[2]) ~ ' + 0.75)' -%}
    {%- set n = '(' ~ p ~ ' + ' ~ s ~ ' + ' ~ d ~ ')' -%}
    {{ return({
        'theta': '(' ~ p ~ ' - ' ~ d ~ ') / ' ~ n,
        'variance': nps.nps_variance(p, s, d) ~ ' / ' ~ n}) }}
{%- endmacro %}
