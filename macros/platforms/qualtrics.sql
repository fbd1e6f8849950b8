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


{#- What an export says of a response itself: the name of each column, and its import
    id, which tells it from embedded data of the same name. -#}
{% macro qualtrics_own_columns() -%}
    {{ return({
        'responseid': '_recordId', 'enddate': 'endDate', 'recordeddate': 'recordedDate',
        'status': 'status', 'finished': 'finished', 'distributionchannel': 'distributionChannel',
        'userlanguage': 'userLanguage', 'recipientemail': 'recipientEmail',
        'externalreference': 'externalDataReference'}) }}
{%- endmacro %}


{#- Whether any other column is Qualtrics' own, by its import id or else its name: about
    the visit, the order of blocks, scoring. Embedded data called StartDate is not. -#}
{% macro qualtrics_is_its_own(stable_id) -%}
    (
        {{ nps.matches('lower(' ~ stable_id ~ ')', '^(bl|fl|sc|q)_') }}
        or {{ nps.matches(stable_id,
            '^(start[Dd]ate|ip[Aa]ddress|progress|duration.*|location([Ll]at|[Ll]ong)itude)$') }}
    )
{%- endmacro %}


{#- Stops where nobody can know what a column of an export is, or in which zone its
    times are. columns: the relation of stg_qualtrics__csv_columns. -#}
{% macro assert_qualtrics_columns(columns) -%}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- set which -%}
        'Column "' || asked.name || '" of the Qualtrics export ' || asked.export_id || ' '
    {%- endset -%}
    {%- set problems -%}
        select {{ which }} || 'stands for ' || asked.other_import_id || ' and for ' || asked.import_id
            || ': load each of its files into a connection of its own.' as problem
        from {{ columns }} as asked
        where asked.other_import_id != asked.import_id
        union all
        select {{ which }} || 'is in the time zones ' || asked.other_time_zone || ' and ' || asked.time_zone
            || ': load each of its files into a connection of its own.'
        from {{ columns }} as asked
        where asked.other_time_zone != asked.time_zone
        union all
        {#- Engines and scripts call a second column of a name one of these. #}
        select {{ which }} || 'may be another than "' || twin.name
            || '" of the same name: load the export with its third header row, which tells the two apart.'
        from {{ columns }} as asked
        inner join {{ columns }} as twin
            on
                asked.source_system = twin.source_system
                and asked.export_id = twin.export_id
                and twin.name in (asked.name || '_1', asked.name || '.1', asked.name || '_duplicated_0')
        where asked.kind = 'nps' and asked.import_id is null and twin.import_id is null
    {%- endset -%}
    {%- do nps.stop_on_first(problems) -%}
    {%- set zones = {} -%}
    {%- for connection in nps.connections('qualtrics') -%}
        {%- do zones.update({connection.name: connection.time_zone}) -%}
    {%- endfor -%}
    {%- for source_system, zone in run_query(
        'select distinct source_system, time_zone from ' ~ columns
        ~ ' where time_zone is not null order by source_system, time_zone') -%}
        {%- if zone not in modules.pytz.all_timezones_set -%}
            {{ nps.stop('The Qualtrics export of ' ~ source_system ~ ' is in the time zone "' ~ zone
                ~ '", which nobody knows: correct its third header row.') }}
        {%- elif zones[source_system] not in [none, zone] -%}
            {{ nps.stop('The Qualtrics export of ' ~ source_system ~ ' is in the time zone ' ~ zone
                ~ ', as its third header row says, and nps_qualtrics_time_zone, or its connection, says '
                ~ zones[source_system] ~ ': leave that out, or correct it.') }}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
