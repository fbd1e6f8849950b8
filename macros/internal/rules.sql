{#- The fields that the rules of today look at, in small letters and in order. -#}
{% macro rule_fields() -%}
    {%- set rules = ref('nps', 'int_rules__declared') -%}
    {#- In a unit test a relation has no place. -#}
    {%- if not execute or rules.schema is none or load_relation(rules) is none -%}
        {{ return([]) }}
    {%- endif -%}
    {{ return(run_query(
        'select distinct field from ' ~ rules ~ ' where field is not null order by field').columns[0].values() | list) }}
{%- endmacro %}


{#- A field of a landed row: one of its columns, or else one of its attributes. -#}
{% macro rule_field(field, prefix='') -%}
    {%- set landed = {'touchpoint': 'landed_touchpoint', 'metric_type': 'landed_metric_type'} -%}
    {%- if field in landed -%}
        {{ return(prefix ~ landed[field]) }}
    {%- elif field in ['survey_id', 'question_id', 'campaign_id', 'channel', 'country', 'language', 'status', 'tags'] -%}
        {{ return(prefix ~ field) }}
    {%- endif -%}
    {{ return(nps.json_text_member(prefix ~ 'attributes', field)) }}
{%- endmacro %}


{#- All that the rules look at in an answer, as one number: rules are matched with
    the distinct ones, not with every row. Null where there is no rule. -#}
{% macro rule_key(prefix='') -%}
    {%- set fields = nps.rule_fields() -%}
    {%- if not fields -%}
        {{ return('cast(null as ' ~ nps.type_row_digest() ~ ')') }}
    {%- endif -%}
    {%- set values = [prefix ~ 'source_system'] -%}
    {%- for field in fields -%}
        {%- do values.append(nps.rule_field(field, prefix)) -%}
    {%- endfor -%}
    {{ return(nps.row_digest(values)) }}
{%- endmacro %}


{#- What a rule may give an answer, by the name that a person writes: the column
    of int_rules__matched. -#}
{% macro ruled_columns() -%}
    {%- set columns = {} -%}
    {%- for name in nps.plain_segments() + ['account_id'] if name != 'source_system' -%}
        {%- do columns.update({name: 'ruled_' ~ name}) -%}
    {%- endfor -%}
    {%- for name in nps.setting('nps_segments') if name | lower not in nps.plain_segments() -%}
        {%- do columns.update({name | lower: 'ruled_segment_' ~ (nps.setting('nps_segments').index(name) + 1)}) -%}
    {%- endfor -%}
    {{ return(columns) }}
{%- endmacro %}


{#- Whether a value is what a rule looks for; capitals do not matter. -#}
{% macro rule_matches(operator, value, pattern) -%}
    case {{ operator }}
        when 'present' then true
        when 'equals' then lower({{ value }}) = lower({{ pattern }})
        when 'contains' then {{ nps.position_of('lower(' ~ pattern ~ ')', 'lower(' ~ value ~ ')') }} > 0
        when 'starts_with'
            then substring(lower({{ value }}), 1, length({{ pattern }})) = lower({{ pattern }})
        when 'ends_with'
            then substring(lower({{ value }}), length({{ value }}) - length({{ pattern }}) + 1)
                = lower({{ pattern }})
        when 'matches' then {{ nps.matches_column(value, pattern) }}
    end
{%- endmacro %}


{#- Stops the build where a rule cannot be meant as it is written. -#}
{% macro assert_rules(rules) -%}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- set which -%}
        'The table ' || seed_name || ' has the rule "' || coalesce(field, '(blank)') || ' '
            || coalesce(operator, '(blank)') || ' ' || coalesce(pattern, '') || '" '
    {%- endset -%}
    {%- set problems -%}
        select {{ which }} || 'with an operator that nobody knows: use equals, contains, starts_with,'
            || ' ends_with, matches or present.' as problem
        from {{ rules }}
        where coalesce(operator, '') not in (
            'equals', 'contains', 'starts_with', 'ends_with', 'matches', 'present')
        union all
        select {{ which }} || 'without a field: name a column or an attribute.'
        from {{ rules }}
        where field is null
        union all
        select {{ which }} || 'without a pattern: only present needs none.'
        from {{ rules }}
        where pattern is null and operator != 'present'
        union all
        select {{ which }} || 'whose pattern is no regular expression that this engine reads: correct it'
            || ' (a ( that is meant as itself is written [(]).'
        from {{ rules }}
        where operator = 'matches' and pattern is not null and {{ nps.is_bad_pattern('pattern') }}
        union all
        select {{ which }} || 'without a value: say what it gives.'
        from {{ rules }}
        where given is null and ruled_name = 'touchpoint'
        union all
        select {{ which }} || 'without an attribute: say which one it gives.'
        from {{ rules }}
        where ruled_name is null
        union all
        select {{ which }} || 'whose priority is no whole number: give 1 to the rule that wins.'
        from {{ rules }}
        where coalesce(priority != floor(priority) or abs(priority) > 1000000000, true)
        union all
        select {{ which }} || 'twice: keep one.'
        from {{ rules }}
        group by seed_name, source_system, field, operator, pattern, ruled_name
        having count(*) > 1
    {%- endset -%}
    {%- do nps.stop_on_first(problems) -%}
{%- endmacro %}
