{{ refused_lines('responses', loads_to_land('generic')) }}
