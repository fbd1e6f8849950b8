{{ left_out_rows(ref('nps', 'int_answers__ledger')) }}
