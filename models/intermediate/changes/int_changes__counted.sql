{{ counted_answers(ref('nps', 'int_changes__rows')) }}
