{{ refused_lines('responses') }}
