{%- set load_keys = loads_to_land('generic') -%}
{{ raw_table('generic', 'responses', load_keys) }}
union all
{{ malformed_as_text('responses', ref('stg_generic__malformed_lines')) }}
