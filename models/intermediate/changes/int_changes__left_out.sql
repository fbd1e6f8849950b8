{{ left_out_rows(ref('nps', 'int_changes__rows')) }}
