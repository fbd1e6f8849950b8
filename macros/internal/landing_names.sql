{#- What the columns of a table or file are called here, in their order: as
    nps_generic_columns says, or else as they are, in small letters. A column whose name
    another one has taken is nameless, and nobody reads it. -#}
{% macro landing_names(table, columns, label=none) -%}
    {%- set renamed = nps.renamed_columns(table) -%}
    {%- set own = columns | map('trim') | map('lower') | list -%}
    {%- set taken = [] -%}
    {#- A file of our own names may lie beside theirs: it has none of theirs that every row needs. -#}
    {%- set needed = [] -%}
    {%- for ours in nps.landing_columns(table).required if ours in renamed -%}
        {%- do needed.append(renamed[ours]) -%}
    {%- endfor -%}
    {%- set is_theirs = own and (not needed or needed | select('in', own) | list) -%}
    {%- for ours, theirs in renamed.items() -%}
        {%- if theirs in own -%}
            {%- do taken.append(ours) -%}
        {%- elif label is not none and is_theirs and ours not in own -%}
            {{ nps.stop('Variable nps_generic_columns takes ' ~ ours ~ ' of the table ' ~ table ~ ' from the column "' ~ theirs
                ~ '", which ' ~ label ~ ' does not have: it has ' ~ own | join(', ') ~ '.') }}
        {%- endif -%}
    {%- endfor -%}
    {%- set names = {} -%}
    {%- for ours in taken -%}
        {%- do names.update({renamed[ours]: ours}) -%}
    {%- endfor -%}
    {%- set called = [] -%}
    {%- for name in own -%}
        {%- do called.append(names.get(name, '' if name in taken else name)) -%}
    {%- endfor -%}
    {{ return(called) }}
{%- endmacro %}


{#- The columns of a landing table that have another name in the tables of a company: theirs
    by ours, both in small letters. -#}
{% macro renamed_columns(table) -%}
    {%- do nps.assert_no_template('nps_generic_columns') -%}
    {%- set renamed = {} -%}
    {%- for ours, theirs in (nps.mapping_of(var('nps_generic_columns', none), none).get(table) or {}).items() -%}
        {%- do renamed.update({ours | trim | lower: theirs | string | trim | lower}) -%}
    {%- endfor -%}
    {{ return(renamed) }}
{%- endmacro %}


{#- Stops where nps_generic_columns names a table or a column that does not exist, or gives
    one column two names. -#}
{% macro assert_generic_columns() -%}
    {%- for table in nps.mapping_of(var('nps_generic_columns', none), none) -%}
        {%- if table not in nps.landing_tables() -%}
            {{ nps.stop('Variable nps_generic_columns names the table "' ~ table ~ '": did you mean '
                ~ nps.nearest(table, nps.landing_tables()) ~ '?') }}
        {%- endif -%}
        {%- do nps.mapping_of(var('nps_generic_columns')[table], table) -%}
        {%- set renamed = nps.renamed_columns(table) -%}
        {%- set spec = nps.landing_columns(table) -%}
        {%- set known = spec.required + spec.optional
            + (nps.setting('nps_segments') | map('lower') | list if spec.keeps_attributes else []) -%}
        {%- for ours, theirs in renamed.items() -%}
            {%- if ours not in known -%}
                {{ nps.stop('Variable nps_generic_columns names the column "' ~ ours ~ '" of the table ' ~ table
                    ~ ', which has none of this name: did you mean ' ~ nps.nearest(ours, known) ~ '?') }}
            {%- elif renamed.values() | list | select('equalto', theirs) | list | length > 1 -%}
                {{ nps.stop('Variable nps_generic_columns reads the column "' ~ theirs ~ '" of the table ' ~ table
                    ~ ' as two columns: give it one name.') }}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}


{#- A value of nps_generic_columns that has to be a mapping. -#}
{% macro mapping_of(value, table) -%}
    {%- if value is not none and value is not mapping -%}
        {{ nps.stop('Variable nps_generic_columns does not say which column is which: give, for example, {'
            ~ (table or 'responses') ~ ': {' ~ nps.landing_columns(table or 'responses').required[0] ~ ': answer_no}}.') }}
    {%- endif -%}
    {{ return(value or {}) }}
{%- endmacro %}
