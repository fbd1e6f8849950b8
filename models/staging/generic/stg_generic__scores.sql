{{ raw_table_with_memory('generic', 'scores') }}
