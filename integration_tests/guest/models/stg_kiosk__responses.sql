-- The columns of the landing table responses, and one more that is a segment.
select
    tap as response_id,
    'kiosk' as survey_id,
    stars as score,
    tapped_at as responded_at,
    branch
from {{ ref('kiosk_taps') }}
