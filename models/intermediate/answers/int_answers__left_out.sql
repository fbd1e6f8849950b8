{{ left_out_rows(ref('int_answers__ledger')) }}
