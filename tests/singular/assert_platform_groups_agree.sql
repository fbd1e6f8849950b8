-- Where a platform calls an answer promoter, passive or detractor, so do we. A
-- row here is no error of the score, which stands on the answer itself: the
-- platform may use other cut-offs, or the scale that was declared is not its own.
{{ config(severity='warn') }}

{%- set counts = ref('nps', 'int_loads__counted') %}
{%- do warn_of_other_groups(counts, ref('nps', 'int_answers__ledger')) %}

select
    source_system,
    survey_id,
    sum(other_group_count) as other_group_count
from {{ counts }}
group by 1, 2
having sum(other_group_count) > 0
