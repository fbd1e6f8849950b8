-- Whoever asks what landed and what became of it asks here.
select * from {{ ref('int_answers__standings').include(database=false) }}
where is_now
