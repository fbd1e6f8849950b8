{{ raw_table('generic', 'customers') }}
