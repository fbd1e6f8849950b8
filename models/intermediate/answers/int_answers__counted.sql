{{ counted_answers(ref('int_answers__ledger').include(database=false)) }}
