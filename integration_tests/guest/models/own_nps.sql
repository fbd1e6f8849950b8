select
    {{ nps.nps_category('score') }} as my_category,
    nps_category,
    count(*) as answers
from {{ ref('nps', 'fct_nps_responses') }}
group by 1, 2
