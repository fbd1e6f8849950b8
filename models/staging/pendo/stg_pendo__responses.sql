{{ config(enabled=is_enabled('pendo')) }}

with

events as (

    select * from {{ ref('nps', 'stg_pendo__poll_events') }}

),

ratings as (

    select distinct
        source_system,
        event_id,
        visitor_id,
        account_id,
        guide_id,
        follow_up_poll_id,
        moment
    from events
    where follow_up_poll_id is not null

),

reasons as (

    select
        source_system,
        event_id,
        visitor_id,
        account_id,
        guide_id,
        poll_id,
        moment,
        max(poll_response) as reason
    from events
    where is_follow_up
    group by 1, 2, 3, 4, 5, 6, 7

),

-- A reason belongs to the last rating before it.
reasons_by_rating as (

    select
        ratings.source_system,
        ratings.event_id,
        reasons.event_id as reason_event_id,
        reasons.moment,
        reasons.reason,
        row_number() over (
            partition by reasons.source_system, reasons.event_id, reasons.guide_id
            order by ratings.moment desc, ratings.event_id asc
        ) as rating_number
    from ratings
    inner join reasons
        on
            ratings.source_system = reasons.source_system
            and ratings.visitor_id = reasons.visitor_id
            and coalesce(ratings.account_id, '') = coalesce(reasons.account_id, '')
            and coalesce(ratings.guide_id, '') = coalesce(reasons.guide_id, '')
            and ratings.follow_up_poll_id = reasons.poll_id
            and ratings.moment <= reasons.moment

),

-- Of several the nearest is the comment.
numbered_reasons as (

    select
        source_system,
        event_id,
        reason,
        row_number() over (
            partition by source_system, event_id
            order by moment, reason_event_id
        ) as reason_number
    from reasons_by_rating
    where rating_number = 1

),

comments as (

    select
        source_system,
        event_id,
        reason as comment
    from numbered_reasons
    where reason_number = 1

),

-- What any other poll measures nobody says: a number from 0 to 10 may be a score.
scored as (

    select
        events.*,
        comments.comment,
        not events.is_nps as is_undeclared,
        case when events.visitor_id like '%@%' then events.visitor_id end as email,
        {{ json_text_object({'app_id': 'events.app_id', 'region': 'events.region'}) }} as attributes
    from events
    left join comments
        on
            events.source_system = comments.source_system
            and events.event_id = comments.event_id
    where
        events.is_nps
        or (
            not events.is_follow_up
            and {{ matches(trimmed('events.poll_response'), '^(10|[0-9])$') }}
        )

),

landed as (

    select
        {{ landing_row({
            'needs_declaration': 'is_undeclared',
            'response_id': 'event_id',
            'survey_id': 'coalesce(guide_id, poll_id)',
            'question_id': 'poll_id',
            'score': 'poll_response',
            'responded_at': 'answered_at',
            'metric_type': "case when is_nps then 'nps' end",
            'respondent_id': 'visitor_id',
            'account_id': 'account_id',
            'email': 'email',
            'country': 'country',
            'comment': 'comment',
            'loaded_at': 'loaded_at',
            'attributes': 'attributes',
            'question_text': 'question',
        }) }}
    from scored

)

select * from landed
