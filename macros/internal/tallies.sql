{#- A tally holds the counts of each load as if every row were the only one of its
    answer: a load is counted once, and again only where rows of it were withdrawn.
    What versions and a selection change is added for the few rows that they
    concern. `weight` is how often a row counts. -#}

{#- How often a row of int_answers__repeated counts beside a tally. -#}
{% macro correction_weight() -%}
    case when is_now then 1 else -1 end
{%- endmacro %}


{#- The columns of a standing that are counted. -#}
{% macro tallied_columns() -%}
    {%- set columns = [
        'load_number', 'source_system', 'survey_id', 'question_id', 'program', 'metric_type', 'declaration_key',
        'is_employee', 'verdict', 'reason', 'is_seen', 'score', 'nps_category', 'is_favourable', 'source_group',
        'is_weight_invalid', 'is_anonymous', 'touchpoint'] -%}
    {%- for name in nps.setting('nps_segments') -%}
        {%- do columns.append('segment_' ~ loop.index) -%}
    {%- endfor -%}
    {{ return(columns + ['responded_at', 'response_month', 'loaded_at']) }}
{%- endmacro %}


{#- The loads that a tally has to count, as a condition: those that are new, and those
    of which rows were withdrawn, or emptied by a deletion, since it counted them. The
    numbers are written out, so that the engine skips the blocks of all other loads. -#}
{% macro loads_to_count(tally) -%}
    {%- set registered = ref('stg_loads__registered') -%}
    {%- set withdrawn = ref('int_answers__withdrawn') -%}
    {%- set versions = ref('int_answers__versions') -%}
    {%- if not execute or not is_incremental() -%}
        {{ return('load_number is not null') }}
    {%- endif -%}
    {%- set changed -%}
        select load_number, withdrawn_in as changed_in from {{ withdrawn }}
        union all
        select load_number, built_in as changed_in from {{ versions }} where is_before_deletion
    {%- endset -%}
    {%- set numbers = run_query(
        "select registered.load_number from " ~ registered ~ " as registered"
        ~ " left join (select load_number, max(counted_in) as counted_in from " ~ tally ~ " group by 1) as counted"
        ~ " on registered.load_number = counted.load_number"
        ~ " left join (select load_number, max(changed_in) as changed_in from (" ~ changed ~ ") as changes group by 1)"
        ~ " as changed on registered.load_number = changed.load_number"
        ~ " where counted.load_number is null or changed.changed_in > counted.counted_in"
        ~ " order by 1").columns[0].values() | list -%}
    {{ return('load_number in (' ~ numbers | join(', ') ~ ')' if numbers else '1 = 0') }}
{%- endmacro %}


{#- The rows of a tally: the counts of the loads to count, and the build that counted
    them. -#}
{% macro counted_by_build(counts, columns, loads) -%}
with

counted as (

    {{ counts }}

),

this_build as (

    select max(build_number) as build_number
    from {{ ref('stg_loads__registered') }}

),

-- Load 0 is all of them: where none is new, all were looked at.
looked_at as (

    select load_number
    from {{ ref('stg_loads__registered') }}
    where {{ loads }}
    union all
    select 0 as load_number

),

tallied as (

    select
        {% for column in columns -%}
            counted.{{ column }},
        {% endfor -%}
        this_build.build_number as counted_in
    from counted
    cross join this_build
    union all
    -- Beside the counts of any load: one without rows would be counted in each build.
    select
        looked_at.load_number,
        {% for column in columns[1:] -%}
            null as {{ column }},
        {% endfor -%}
        this_build.build_number as counted_in
    from looked_at
    cross join this_build

)

select * from tallied
{%- endmacro %}


{#- The tally forgets the loads that stand no longer. Runs in its transaction. -#}
{% macro delete_gone_loads(tally) -%}
    {%- set registered = ref('stg_loads__registered') -%}
    {%- if not execute or not is_incremental() -%}{{ return('') }}{%- endif -%}
    delete from {{ tally }}
    where
        load_number != 0
        and load_number not in (select registered.load_number from {{ registered }} as registered)
{%- endmacro %}


{#- The columns by which a load is counted. -#}
{% macro load_tally_keys() -%}
    {{ return([
        'load_number', 'source_system', 'survey_id', 'question_id', 'program', 'metric_type',
        'declaration_key', 'is_employee', 'verdict', 'reason', 'seen_score']) }}
{%- endmacro %}


{#- What is counted of a load, by the name of the count: how often a row is that. -#}
{% macro load_tally_counts() -%}
    {%- set counts = {
        'invalid_weight_count': 'reason is null and is_weight_invalid',
        'other_group_count': 'source_group != nps_category',
        'anonymous_count': 'is_anonymous',
        'unknown_touchpoint_count': "touchpoint = '(unknown)'"} -%}
    {%- for name in nps.setting('nps_segments') -%}
        {%- do counts.update({
            'unknown_segment_' ~ loop.index ~ '_count': 'segment_' ~ loop.index ~ " = '(unknown)'"}) -%}
    {%- endfor -%}
    {%- set is_late = 'loaded_at > ' ~ dbt.dateadd('day', nps.setting('nps_quality_late_days'), 'responded_at') -%}
    {%- do counts.update({'timed_count': '(' ~ is_late ~ ') is not null', 'late_count': is_late}) -%}
    {{ return(counts) }}
{%- endmacro %}


{#- What is told of the newest moment of a load, by the name of the column. Of an
    employee's answer no more is told than the day of its loading, of what was erased
    nothing. -#}
{% macro load_tally_moments() -%}
    {%- set loaded_at -%}
        case
            when not is_seen or reason = 'erased' then null
            when is_employee then {{ dbt.date_trunc('day', 'loaded_at') }}
            else loaded_at
        end
    {%- endset -%}
    {{ return({
        'latest_loaded_at': loaded_at,
        'latest_responded_at': 'case when is_seen and reason is null and not is_employee then responded_at end',
        'latest_erased_at': "case when reason = 'erased' then responded_at end"}) }}
{%- endmacro %}


{#- The columns by which the cells of answers are counted, the load first. -#}
{% macro cell_tally_keys() -%}
    {%- set keys = ['load_number', 'metric_type', 'program', 'is_employee', 'response_month', 'touchpoint'] -%}
    {%- for name in nps.setting('nps_segments') -%}
        {%- do keys.append('segment_' ~ loop.index) -%}
    {%- endfor -%}
    {{ return(keys) }}
{%- endmacro %}


{#- What is counted of a cell, beside its rows. -#}
{% macro cell_tally_counts() -%}
    {{ return({
        'promoters': "nps_category = 'promoter'",
        'passives': "nps_category = 'passive'",
        'detractors': "nps_category = 'detractor'",
        'favourable': 'is_favourable'}) }}
{%- endmacro %}


{#- The columns of a tally of loads, of cells, or of both, which costs little more than
    one of them: what a row stands as has to be worked out once. -#}
{% macro tally_columns(kinds) -%}
    {%- set columns = nps.tally_keys(kinds) + ['row_count'] -%}
    {%- if 'load' in kinds -%}
        {%- set columns = columns + nps.load_tally_counts() | list + nps.load_tally_moments() | list -%}
    {%- endif -%}
    {%- if 'cell' in kinds -%}
        {%- set columns = columns + nps.cell_tally_counts() | list + ['score_sum'] -%}
    {%- endif -%}
    {{ return(columns) }}
{%- endmacro %}


{% macro tally_keys(kinds) -%}
    {%- set keys = [] -%}
    {%- for kind in kinds -%}
        {%- do keys.extend(nps.load_tally_keys() if kind == 'load' else nps.cell_tally_keys() + ['is_cell']) -%}
    {%- endfor -%}
    {{ return(keys | unique | list) }}
{%- endmacro %}


{#- Counts of rows, by the keys of loads, of cells, or of both: then `is_cell` is null
    where a row counts a part of a load. -#}
{% macro tally(rows, kinds, weight=none, condition='1 = 1') -%}
    select
        {% for key in nps.tally_keys(kinds) -%}
            {{ key }},
        {% endfor -%}
        {% if 'load' in kinds -%}
            {% for name, rule in nps.load_tally_counts().items() -%}
                {{ nps.count_where(rule, weight) }} as {{ name }},
            {% endfor -%}
            {% for name, moment in nps.load_tally_moments().items() -%}
                max({{ moment }}) as {{ name }},
            {% endfor -%}
        {%- endif -%}
        {% if 'cell' in kinds -%}
            {% for name, rule in nps.cell_tally_counts().items() -%}
                {{ nps.count_where(rule, weight) }} as {{ name }},
            {% endfor -%}
            cast(sum(score{{ ' * ' ~ weight if weight }}) as bigint) as score_sum,
        {%- endif %}
        {{ nps.count_where('1 = 1', weight) }} as row_count
    from (
        select
            *,
            case when is_seen then score end as seen_score,
            coalesce(is_seen and (nps_category is not null or is_favourable is not null), false)
                as is_cell
        from {{ rows }}
        where {{ condition }}
    ) as answers
    group by grouping sets (
        {% for kind in kinds -%}
            ({{ nps.tally_keys([kind]) | join(', ') }}){{ ',' if not loop.last }}
        {% endfor %}
    )
    {{ 'having coalesce(is_cell, true)' if 'cell' in kinds }}
{%- endmacro %}


{#- How often a rule holds, of rows that count once or by a weight. A sum, because an
    engine picks the rows of each filter anew. -#}
{% macro count_where(rule, weight=none) -%}
    cast(sum(case when {{ rule }} then {{ weight or 1 }} else 0 end) as bigint)
{%- endmacro %}
