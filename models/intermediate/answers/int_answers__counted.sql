{{ counted_answers(ref('nps', 'int_answers__ledger')) }}
