{#- A row of an adapter in the landing shape: the select list of
    stg_<platform>__responses. mapping: SQL of text by landing column, plus
    attributes, question_text, and needs_declaration where the platform does not
    say what a question measures. What it does not name, or leaves null, is null,
    but for labels: an attribute of the same name is one. A time out of JSON has not
    met the zone of its connection yet. -#}
{% macro landing_row(mapping) -%}
    {%- set shape = nps.landing_shape() + ['attributes', 'question_text'] -%}
    {%- for column in mapping if column not in shape + ['needs_declaration'] -%}
        {{ nps.stop(model.name ~ ': nps.landing_row() knows no column "' ~ column ~ '": choose '
            ~ (shape + ['needs_declaration']) | join(', ') ~ '.') }}
    {%- endfor -%}
    source_system,
    '{{ nps.whole_table() }}' as load_key,
    {#- Nobody knows what a question measures of which even this is unknown. #}
    coalesce({{ mapping.get('needs_declaration', 'false') }}, true) as needs_declaration,
    {%- set labels = ['account_id', 'touchpoint', 'channel', 'country', 'language', 'campaign_id'] -%}
    {%- set zone = nps.connection_zone() if execute else none -%}
    {%- for column in shape %}
        {%- set value = 'cast(' ~ mapping.get(column, 'null') ~ ' as ' ~ dbt.type_string() ~ ')' -%}
        {%- if column in labels and 'attributes' in mapping -%}
            {%- set values = [value] -%}
            {#- People write AccountID and Account ID as well. -#}
            {%- for name in [column, column.replace('_', ''), column.replace('_', ' ')] | unique -%}
                {%- do values.append(nps.json_text_member(mapping.attributes, name)) -%}
            {%- endfor -%}
            {%- set value = 'coalesce(' ~ values | join(', ') ~ ')' -%}
        {%- elif column in nps.landed_times() and column in mapping and zone -%}
            {%- set value = nps.time_in_utc(value, zone) -%}
        {%- endif %}
    {{ value }} as {{ column }},
    {%- endfor %}
    cast(null as {{ dbt.type_string() }}) as malformed_line
{%- endmacro %}


{#- The same for stg_<platform>__surveys, in the shape of the landing table
    surveys: what a platform says itself of a survey and its scale. -#}
{% macro survey_row(mapping) -%}
    {%- set shape = nps.survey_columns() -%}
    {%- for column in mapping if column not in shape -%}
        {{ nps.stop(model.name ~ ': nps.survey_row() knows no column "' ~ column ~ '": choose '
            ~ shape | join(', ') ~ '.') }}
    {%- endfor -%}
    source_system
    {%- for column in shape %},
    cast({{ mapping.get(column, 'null') }} as {{ dbt.type_string() }}) as {{ column }}
    {%- endfor %}
{%- endmacro %}


{#- The columns of the landing table responses. -#}
{% macro landing_shape() -%}
    {{ return(nps.landing_columns('responses').required + nps.landing_columns('responses').optional) }}
{%- endmacro %}


{#- A column of a landed row. Where ids start again in each file, the file is part of
    an id. -#}
{% macro landed_column(platform, name) -%}
    {{ return("load_key || '#' || response_id as response_id"
        if platform == 'generic' and name == 'response_id' and nps.setting('nps_generic_response_id_scope') == 'file'
        else name) }}
{%- endmacro %}


{#- A segment of a landed row: a column of the file, or of the platform, or else
    one of its attributes. -#}
{% macro landed_segment(platform, name, number) -%}
    {%- if nps.is_landing_table(platform) -%}
        {{ return('segment_' ~ number) }}
    {%- elif name | lower in nps.landing_shape() + ['source_system'] -%}
        {{ return(name | lower) }}
    {%- endif -%}
    {{ return(nps.json_text_member('attributes', name | lower)) }}
{%- endmacro %}


{#- An id that a platform gives to people or companies: two portals use the same
    numbers, so the connection is part of it. Ids that the company itself gives are
    the same everywhere. -#}
{% macro own_id(column) -%}
    {{ return("source_system || '/' || " ~ column) }}
{%- endmacro %}


{#- A pattern of the names of properties that say who somebody is: an e-mail
    address goes to its column, and neither that nor a name to the attributes. -#}
{% macro personal_properties() -%}
    {{ return('e[-_]?mail|(^|[-_ ])phone([-_ ]number)?$|^name$|(first|last|full|sur|user)[-_ ]?name') }}
{%- endmacro %}


{#- What is declared of a survey, whichever source it is of. -#}
{% macro survey_columns() -%}
    {%- set spec = nps.landing_columns('surveys') -%}
    {{ return((spec.required + spec.optional) | reject('equalto', 'source_system') | list) }}
{%- endmacro %}
