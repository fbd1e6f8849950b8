{{ left_out_rows(ref('int_changes__rows')) }}
