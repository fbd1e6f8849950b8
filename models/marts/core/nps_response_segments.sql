{{ answer_segments(ref('int_answers__counted').include(database=false)) }}
