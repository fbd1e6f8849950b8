{{ answer_segments(ref('int_changes__counted')) }}
