{#- A landed row of int_answers__landed as its adapter once gave it, parsed
    again by today's variables: the columns of int_answers__unioned behind the
    load number. -#}
{% macro restored_answer(landed, load_key) -%}
    {%- set stored = {'metric_type': 'landed_metric_type', 'touchpoint': 'landed_touchpoint'} -%}
    {%- set restored = {'load_key': load_key, 'is_test': nps.parse_boolean(nps.rare_text('is_test', landed ~ '.'))} -%}
    {%- for name in nps.landed_times() -%}
        {%- set moment = landed ~ '.' ~ name -%}
        {%- do restored.update({
            name: 'case when ' ~ nps.rare_text(name, landed ~ '.') ~ ' is null then ' ~ moment ~ ' else '
            ~ nps.parse_timestamp(nps.rare_text(name, landed ~ '.')) ~ ' end'}) -%}
    {%- endfor -%}
    {%- do restored.update({
        'deleted_at': nps.parse_timestamp(nps.rare_text('deleted_at', landed ~ '.')),
        'status': nps.landed_status(landed ~ '.')}) -%}
    {%- for name in nps.setting('nps_segments') -%}
        {%- set column = nps.segment_source(name) -%}
        {%- do restored.update({'segment_' ~ loop.index: nps.parse_text(
            nps.rare_text(column, landed ~ '.') if column in ('is_test', 'deleted_at')
            else restored.status if column == 'status'
            else nps.landed_time(column, landed ~ '.') if column in restored
            else landed ~ '.' ~ column if column
            else nps.json_text_member(landed ~ '.attributes', name | lower))}) -%}
    {%- endfor -%}
    {%- for column in nps.answer_columns() %}
    {{ restored.get(column, landed ~ '.' ~ stored.get(column, column)) }} as {{ column }},
    {%- endfor %}
    {{ nps.parse_number(landed ~ '.score_raw') }} as score_number,
    {{ landed }}.content_digest,
    {{ landed }}.is_person_erased
{%- endmacro %}


{#- The column of the ledger that holds a segment of this name, none where it is
    an attribute. -#}
{% macro segment_source(name) -%}
    {%- set known = nps.landing_columns('responses') -%}
    {%- if name | lower not in known.required + known.optional -%}
        {{ return(none) }}
    {%- endif -%}
    {{ return({
        'score': 'score_raw', 'metric_type': 'landed_metric_type',
        'touchpoint': 'landed_touchpoint', 'weight': 'weight_raw'}.get(name | lower, name | lower)) }}
{%- endmacro %}
