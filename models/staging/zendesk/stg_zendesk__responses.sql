{{ config(enabled=is_enabled('zendesk')) }}

with

ratings as (

    {{ platform_table('zendesk', 'satisfaction_rating') }}
    union all
    {{ platform_table('zendesk', 'satisfaction_ratings') }}

),

people as (

    {{ platform_table('zendesk', 'user') }}
    union all
    {{ platform_table('zendesk', 'users') }}

),

tickets as (

    select * from {{ ref('nps', 'stg_zendesk__tickets') }}

),

-- Where the loader appends, a user has several rows.
ranked_people as (

    select
        *,
        row_number() over (
            partition by source_system, id
            order by updated_at desc nulls last, email asc, locale asc
        ) as version_rank
    from people

),

-- received_with_comment and the like are words of searches, which no rating has.
read as (

    select
        *,
        replace(lower(score), '_', '') as word
    from ratings

),

rated as (

    select
        read.*,
        ranked_people.email,
        ranked_people.locale,
        tickets.organization_id,
        tickets.brand_id,
        tickets.via_channel,
        coalesce(read.word in ('offered', 'unoffered'), false) as is_unanswered
    from read
    left join ranked_people
        on
            read.source_system = ranked_people.source_system
            and read.requester_id = ranked_people.id
            and ranked_people.version_rank = 1
    left join tickets
        on
            read.source_system = tickets.source_system
            and read.ticket_id = tickets.ticket_id

),

-- A word that nobody knows stays what it is, and is rejected as unparseable.
landed as (

    select
        {{ landing_row({
            'response_id': 'id',
            'survey_id': 'source_system',
            'score': "case
                when word in ('good', 'goodwithcomment') then '2'
                when word in ('bad', 'badwithcomment') then '0'
                when not is_unanswered then score
            end",
            'responded_at': 'case when is_unanswered then created_at else updated_at end',
            'metric_type': "'csat'",
            'respondent_id': own_id('requester_id'),
            'account_id': own_id('organization_id'),
            'email': 'email',
            'channel': 'via_channel',
            'language': 'locale',
            'comment': 'comment',
            'sent_at': 'created_at',
            'updated_at': 'updated_at',
            'loaded_at': 'coalesce(_fivetran_synced, _airbyte_extracted_at)',
            'status': "case when is_unanswered then 'offered' end",
            'attributes': json_text_object({
                'zendesk_score': 'score',
                'reason': 'reason',
                'ticket_id': 'ticket_id',
                'assignee_id': 'assignee_id',
                'group_id': 'group_id',
                'brand_id': 'brand_id',
            }),
        }) }}
    from rated

)

select * from landed
