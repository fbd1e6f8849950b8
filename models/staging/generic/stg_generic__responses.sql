{%- set load_keys = loads_to_land('generic') -%}
{{ raw_table('generic', 'responses', load_keys) }}
union all
{{ refused_as_text('responses', ref('nps', 'stg_generic__refused_lines')) }}
