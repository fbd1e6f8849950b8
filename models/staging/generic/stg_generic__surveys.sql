{{ raw_table('generic', 'surveys') }}
