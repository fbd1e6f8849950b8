{#- The last word between two versions of the same times: equal content gives
    an equal hash whatever the file format, so timestamps and scores go in as
    what they mean. -#}
{% macro content_hash() -%}
    {%- set contents = ["coalesce(cast(" ~ parse_score('score_raw', '-999999', '999999') ~ " as " ~ dbt.type_string() ~ "), "
        ~ parse_text('score_raw') ~ ")"] -%}
    {%- for column in answer_columns()
        if column not in ('source_system', 'score_raw', 'is_test', 'malformed_line')
        and not column.endswith('_at_raw') and not column.startswith('segment_') -%}
        {%- do contents.append(column) -%}
    {%- endfor -%}
    {{ hashed(contents) }}
{%- endmacro %}
