{#- What readers see of the rows of a ledger: of that of all rows, or of the rows
    that a build changed. Behind the columns of the marts stand the key by which
    rows are replaced, and the segments. -#}
{% macro counted_answers(ledger) -%}
    select
        key_digest,

        -- ids
        response_key,
        source_system,
        program,
        survey_id,
        {{ nps.without_address('response_id') }} as response_id,
        respondent_key,
        account_key,

        -- dimensions
        nps_category,
        touchpoint,
        channel,
        country,
        language,
        {% for name in nps.setting('nps_segments') -%}
            {{ 'segment_' ~ loop.index ~ ',' if name | lower not in nps.counted_labels() }}
        {% endfor %}

        -- measures
        score,
        weight,
        has_comment,

        -- time
        responded_at,
        response_date,
        response_month
    from {{ ledger }}
    where verdict = 'counted'
{%- endmacro %}


{#- The columns of a counted answer that are segments as they stand: no segment is
    written twice. -#}
{% macro counted_labels() -%}
    {{ return(nps.plain_segments() | reject('equalto', 'campaign_id') | list) }}
{%- endmacro %}


{#- Of an employee's answer nothing is shown but that it does not count. -#}
{% macro left_out_rows(ledger) -%}
    select
        key_digest,
        source_system,
        {{ nps.redacted('program') }} as program,
        metric_type,
        {{ nps.redacted('survey_id') }} as survey_id,
        case when not is_employee then {{ nps.redacted('response_id') }} end as response_id,
        case when not is_employee then {{ nps.redacted('score_raw', 24) }} end as score_raw,
        verdict,
        reason as rejection_reason,
        case when not is_employee then redacted_record end as raw_record
    from {{ ledger }}
    where reason is not null
{%- endmacro %}


{#- A segment as a column of counted answers. -#}
{% macro segment_of_counted(name, number) -%}
    {{ return("coalesce(" ~ name | lower ~ ", '(unknown)')" if name | lower in nps.counted_labels()
        else 'segment_' ~ number) }}
{%- endmacro %}
