{{ refused_lines('responses', new_loads('generic')) }}
