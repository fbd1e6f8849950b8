{{ config(enabled=is_enabled('qualtrics')) }}

with

landed as (

    {{ platform_table('qualtrics', 'responses') }}

),

-- The second and third header row are among the answers, once for each file.
sorted as (

    select
        *,
        coalesce(survey_id, source_system) as export_id,
        {{ row_digest(['other_columns']) }} as content_key,
        case
            when substring(responseid, 1, 2) = 'R_' then 'answer'
            when substring(responseid, 1, 1) = '{' then 'import ids'
            when responseid is not null then 'texts'
        end as row_kind
    from landed

),

contents as (

    select distinct
        source_system,
        export_id,
        row_kind,
        content_key,
        other_columns
    from sorted
    where row_kind is not null

),

cells as (

    select
        contents.source_system,
        contents.export_id,
        contents.row_kind,
        contents.content_key,
        members.name,
        members.value
    from contents
    {{ join_json_members('contents.other_columns', 'members') }}

),

described as (

    select
        source_system,
        export_id,
        name,
        coalesce(
            max(case when row_kind = 'import ids' then {{ json_value('value', 'ImportId') }} end),
            case when {{ matches('name', '^([0-9]+_)*qid[0-9]') }} then upper(name) end
        ) as import_id,
        max(case when row_kind = 'import ids' then {{ json_value('value', 'choiceId') }} end)
            as choice_id,
        max(case when row_kind = 'texts' then value end) as question_text
    from cells
    group by 1, 2, 3

),

-- Where a question begins behind its loop, as in 2_QID7; null where it is none.
named as (

    select
        *,
        coalesce(import_id, name) as stable_id,
        case
            when {{ matches('import_id', '^([0-9]+_)*QID[0-9]') }}
                then {{ position_of("'QID'", 'import_id') }}
            when import_id is null and {{ matches('name', '^([0-9]+_)*q[0-9]') }}
                then {{ position_of("'q'", 'name') }}
        end as starts_at
    from described

),

identified as (

    select
        named.*,
        classes.name as class_name,
        case when named.starts_at > 2 then substring(named.stable_id, 1, named.starts_at - 2) end
            as loop_id,
        substring(named.stable_id, coalesce(named.starts_at, 1)) as question_id
    from named
    left join named as classes
        on
            named.source_system = classes.source_system
            and named.export_id = classes.export_id
            and named.name || '_nps_group' = classes.name

),

known as (

    select
        *,
        case
            when class_name is not null then 'nps'
            when {{ matches('name', '_nps_group$') }} then 'class'
            when
                {{ matches('question_id', '^(QID|q)[0-9]+([._#-][0-9]+)*$') }}
                and starts_at is not null
                and choice_id is null
                then 'scale'
            when {{ matches('question_id', '^QID[0-9]+_TEXT$') }} then 'text'
            when
                starts_at is not null
                or {{ qualtrics_is_its_own('stable_id') }}
                or {{ matches('name', '_text$') }}
                or {{ qualtrics_names_a_person('name') }}
                then 'other'
            else 'attribute'
        end as kind
    from identified

),

given as (

    select
        cells.source_system,
        cells.export_id,
        cells.content_key,
        cells.name,
        {{ qualtrics_answer('cells.value') }} as value,
        known.kind,
        known.loop_id,
        known.question_id,
        known.question_text
    from cells
    inner join known
        on
            cells.source_system = known.source_system
            and cells.export_id = known.export_id
            and cells.name = known.name
    where cells.row_kind = 'answer'

),

scored as (

    select
        *,
        coalesce({{ qualtrics_choice_number('value') }}, value) as score
    from given
    where kind in ('nps', 'scale')

),

numeric_columns as (

    select distinct
        source_system,
        export_id,
        name
    from scored
    where {{ matches('score', '^(10|[0-9])$') }}

),

asked as (

    select known.*
    from known
    left join numeric_columns
        on
            known.source_system = numeric_columns.source_system
            and known.export_id = numeric_columns.export_id
            and known.name = numeric_columns.name
    where
        known.kind = 'nps'
        or (known.kind = 'scale' and numeric_columns.name is not null)

),

classes as (

    select
        *,
        {{ qualtrics_group('value') }} as source_group
    from given
    where kind = 'class'

),

comments as (

    select
        source_system,
        export_id,
        content_key,
        coalesce(loop_id, '') as loop_id,
        value as comment,
        row_number() over (
            partition by source_system, export_id, content_key, loop_id
            order by length(question_id), question_id
        ) as place
    from given
    where
        kind = 'text'
        and {{ qualtrics_is_comment('value', 'question_text') }}

),

attributes as (

    select
        source_system,
        export_id,
        content_key,
        {{ json_object_of('name', 'value') }} as attributes
    from given
    where kind = 'attribute'
    group by 1, 2, 3

),

answered as (

    select
        sorted.source_system,
        sorted.export_id as survey_id,
        sorted.responseid as response_id,
        asked.loop_id,
        asked.question_id,
        asked.question_text,
        asked.kind = 'nps' as is_nps,
        scored.score,
        classes.source_group,
        sorted.enddate as responded_at,
        sorted.recordeddate as updated_at,
        cast(null as {{ dbt.type_string() }}) as loaded_at,
        cast(null as {{ dbt.type_string() }}) as deleted_at,
        sorted.status,
        sorted.finished,
        sorted.distributionchannel as distribution_channel,
        sorted.userlanguage as user_language,
        sorted.recipientemail as recipient_email,
        sorted.externalreference as external_reference,
        coalesce(of_loop.comment, of_response.comment) as comment,
        attributes.attributes
    from sorted
    inner join asked
        on
            sorted.source_system = asked.source_system
            and sorted.export_id = asked.export_id
    left join scored
        on
            sorted.source_system = scored.source_system
            and sorted.export_id = scored.export_id
            and sorted.content_key = scored.content_key
            and asked.name = scored.name
    left join classes
        on
            sorted.source_system = classes.source_system
            and sorted.export_id = classes.export_id
            and sorted.content_key = classes.content_key
            and asked.class_name = classes.name
    left join comments as of_loop
        on
            sorted.source_system = of_loop.source_system
            and sorted.export_id = of_loop.export_id
            and sorted.content_key = of_loop.content_key
            and asked.loop_id = of_loop.loop_id
            and of_loop.place = 1
    left join comments as of_response
        on
            sorted.source_system = of_response.source_system
            and sorted.export_id = of_response.export_id
            and sorted.content_key = of_response.content_key
            and of_response.loop_id = ''
            and of_response.place = 1
    left join attributes
        on
            sorted.source_system = attributes.source_system
            and sorted.export_id = attributes.export_id
            and sorted.content_key = attributes.content_key
    -- Who left no answer may never have seen a loop.
    where
        sorted.row_kind = 'answer'
        and (scored.score is not null or asked.loop_id is null)

)

select * from answered
