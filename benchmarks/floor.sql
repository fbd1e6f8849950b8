-- What one would write by hand for these very files: landing Parquet to a typed
-- fact of the newest versions, and the marts of each segment, each touchpoint and
-- both. No reason why a row does not count, no other format, no test.
-- `floor_job.py` sets the variable `landing` and the settings of the profile, and
-- says where the fact goes and which columns are segments.

-- Views, because DuckDB would keep a shared CTE in memory as a whole.
create temporary view keyed as
select
    *,
    hash(survey_id, response_id) as key_hash
from read_parquet(getvariable('landing'));

-- Few answers land more than once, and only theirs are put in order. Two keys of
-- one hash do no harm: the window goes by the key itself.
create temporary table repeated as
select key_hash
from keyed
group by 1
having count(*) > 1;

create temporary view newest as
select * from keyed
where keyed.key_hash not in (select repeated.key_hash from repeated)
union all
select * from keyed
where keyed.key_hash in (select repeated.key_hash from repeated)
qualify row_number() over (
    partition by survey_id, response_id
    order by
        coalesce(cast(updated_at as timestamptz), '-infinity') desc,
        coalesce(cast(loaded_at as timestamptz), '-infinity') desc,
        md5(cast(keyed as varchar)) desc
) = 1;

create temporary view typed as
select
    -- ids
    response_id,
    survey_id,
    respondent_id,
    account_id,

    -- dimensions
    touchpoint,
    channel,
    country,
    language,
    plan,
    status,
    comment,
    tags,

    -- measures; a bare cast would make 10 of 9.5
    case
        when regexp_full_match(trim(score), '[+]?0*(10|[0-9])([.]0+)?')
            then cast(cast(trim(score) as double) as tinyint)
    end as score,

    -- timestamps
    cast(responded_at as timestamptz) at time zone 'UTC' as responded_at,
    cast(updated_at as timestamptz) at time zone 'UTC' as updated_at,
    cast(loaded_at as timestamptz) at time zone 'UTC' as loaded_at
from newest;

{% if fact_file %}
copy typed to '{{ fact_file }}' (compression zstd);
create view fct_responses as from '{{ fact_file }}';
{% else %}
create table fct_responses as from typed;
{% endif %}

-- Each segment with each touchpoint in one pass over the answers; the smaller marts are sums of these few rows.
create temporary table counted as
with answers as (
    select
        survey_id as program,
        cast(date_trunc('month', responded_at) as date) as period_month,
        touchpoint,
        {{ segments | join(', ') }},
        score
    from fct_responses
    where score is not null
)

select
    program,
    period_month,
    case {% for name in segments %}when grouping({{ name }}) = 0 then '{{ name }}' {% endfor %}end as segment_name,
    case {% for name in segments %}when grouping({{ name }}) = 0 then {{ name }} {% endfor %}end as segment_value,
    touchpoint,
    count(*) as response_count,
    count(*) filter (where score >= 9) as promoter_count,
    count(*) filter (where score between 7 and 8) as passive_count,
    count(*) filter (where score <= 6) as detractor_count
from answers
group by grouping sets (
    {% for name in segments %}(program, period_month, touchpoint, {{ name }}){{ ',' if not loop.last }}
    {% endfor %}
);

create temporary macro nps(promoters, detractors, responses) as
    100.0 * (promoters - detractors) / responses;

create table nps_by_segment_touchpoint as
select
    *,
    nps(promoter_count, detractor_count, response_count) as nps
from counted;

create table nps_by_segment as
select
    program,
    period_month,
    segment_name,
    segment_value,
    cast(sum(response_count) as bigint) as response_count,
    cast(sum(promoter_count) as bigint) as promoter_count,
    cast(sum(passive_count) as bigint) as passive_count,
    cast(sum(detractor_count) as bigint) as detractor_count,
    nps(sum(promoter_count), sum(detractor_count), sum(response_count)) as nps
from counted
group by 1, 2, 3, 4;

create table nps_by_touchpoint as
select
    program,
    period_month,
    touchpoint,
    cast(sum(response_count) as bigint) as response_count,
    cast(sum(promoter_count) as bigint) as promoter_count,
    cast(sum(passive_count) as bigint) as passive_count,
    cast(sum(detractor_count) as bigint) as detractor_count,
    nps(sum(promoter_count), sum(detractor_count), sum(response_count)) as nps
from counted
where segment_name = '{{ segments[0] }}'
group by 1, 2, 3;

checkpoint;
