{{ config(enabled=project_name == 'nps') }}
-- What was not counted, why, and what to do about it.
select
    rejected.source_system,
    rejected.verdict,
    rejected.rejection_reason,
    count(*) as row_count,
    min(rejected.score_raw) as example_score,
    reasons.meaning,
    reasons.remedy
from {{ ref('nps', 'nps_rejected_responses') }} as rejected
left join {{ ref('nps', 'nps_verdict_reasons') }} as reasons
    on rejected.rejection_reason = reasons.reason
group by
    rejected.source_system,
    rejected.verdict,
    rejected.rejection_reason,
    reasons.meaning,
    reasons.remedy
order by row_count desc
