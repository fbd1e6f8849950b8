{{ raw_table('generic', 'responses') }}
union all
{{ malformed_as_text('responses', ref('stg_generic__malformed_lines')) }}
