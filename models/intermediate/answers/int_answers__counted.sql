{{ counted_answers(ref('int_answers__ledger')) }}
