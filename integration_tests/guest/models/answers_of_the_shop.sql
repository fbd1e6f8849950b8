select * from {{ ref('shop_feedback') }}
