{% macro normal_quantile(probability) -%}
    {{ return(adapter.dispatch('normal_quantile', 'nps')(probability)) }}
{%- endmacro %}


{% macro default__normal_quantile(probability) -%}
    {#- Found while the model is compiled, for the level is a variable: Newton's
        method on the series of Phi, Marsaglia (2004). -#}
    {%- set e = 2.718281828459045 -%}
    {%- set root = namespace(x=0.0, before=none) -%}
    {#- A step that moves nothing is the last: the rest would repeat it. -#}
    {%- for step in range(40) if root.x != root.before -%}
        {%- set x = root.x -%}
        {%- set root.before = x -%}
        {%- set series = namespace(term=x, total=x) -%}
        {%- for k in range(1, 120) -%}
            {%- set series.term = series.term * x * x / (2 * k + 1) -%}
            {%- set series.total = series.total + series.term -%}
        {%- endfor -%}
        {%- set density = e ** (-x * x / 2) / 2.5066282746310002 -%}
        {%- set root.x = x - (0.5 + density * series.total - probability) / density -%}
    {%- endfor -%}
    {{ return(root.x) }}
{%- endmacro %}


{#- The multiplier of a two-sided interval at nps_confidence_level, as SQL. -#}
{% macro normal_multiplier() -%}
    {{ return(adapter.dispatch('normal_multiplier', 'nps')()) }}
{%- endmacro %}


{% macro default__normal_multiplier() -%}
    {{ nps.as_double(nps.normal_quantile((1 + nps.setting('nps_confidence_level')) / 2)) }}
{%- endmacro %}


{#- Hart's rational form as West (2005) gives it. -#}
{% macro normal_two_sided_p(z) -%}
    {{ return(adapter.dispatch('normal_two_sided_p', 'nps')(z)) }}
{%- endmacro %}


{% macro default__normal_two_sided_p(z) -%}
    {%- set x = 'abs(' ~ z ~ ')' -%}
    {%- set above = [
        3.52624965998911e-02, 0.700383064443688, 6.37396220353165,
        33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376] -%}
    {%- set below = [
        8.83883476483184e-02, 1.75566716318264, 16.064177579207, 86.7807322029461,
        296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752] -%}
    case
        when {{ x }} > 37 then 0.0
        when {{ x }} < 7.07106781186547
            then 2 * exp(-{{ x }} * {{ x }} / 2) * {{ nps.polynomial(above, x) }} / {{ nps.polynomial(below, x) }}
        else
            2 * exp(-{{ x }} * {{ x }} / 2)
            / ({{ x }} + 1 / ({{ x }} + 2 / ({{ x }} + 3 / ({{ x }} + 4 / ({{ x }} + 0.65)))))
            / 2.506628274631
    end
{%- endmacro %}


{% macro polynomial(coefficients, x) -%}
    {{ return(adapter.dispatch('polynomial', 'nps')(coefficients, x)) }}
{%- endmacro %}


{% macro default__polynomial(coefficients, x) -%}
    {%- set nested = namespace(sql='') -%}
    {%- for coefficient in coefficients -%}
        {%- set number = nps.as_double(coefficient) -%}
        {%- set nested.sql = number if loop.first
            else '(' ~ nested.sql ~ ' * ' ~ x ~ ' + ' ~ number ~ ')' -%}
    {%- endfor -%}
    {{ return(nested.sql) }}
{%- endmacro %}
