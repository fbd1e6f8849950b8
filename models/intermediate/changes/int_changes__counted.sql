{{ counted_answers(ref('int_changes__rows')) }}
