{{ answer_segments(ref('int_answers__counted')) }}
