-- Zendesk as Fivetran lands it: one row per rating, overwritten when it is answered.
create table satisfaction_rating (
    id bigint, ticket_id bigint, requester_id bigint, assignee_id bigint, group_id bigint,
    score varchar, comment varchar, reason varchar, url varchar,
    created_at timestamptz, updated_at timestamptz, _fivetran_synced timestamptz
);
insert into satisfaction_rating values
    (101, 1, 11, 91, 81, 'good', 'Snabb hjälp 🚲', null, 'u', '2025-01-15 09:00:00+00', '2025-01-15 12:30:00+02', '2025-01-15 12:00:00+00'),
    (102, 2, 12, 91, 81, 'bad', ' ', 'The issue took too long to resolve', 'u', '2025-01-31 23:00:00+00', '2025-02-01 00:10:00.5+00', '2025-02-01 12:00:00+00'),
    (103, 3, 11, 92, null, 'offered', null, null, 'u', '2025-01-15 09:00:00+00', '2025-01-16 09:00:00+00', '2025-01-16 12:00:00+00'),
    (104, 4, 13, null, null, 'unoffered', null, null, 'u', '2025-01-15 09:00:00+00', '2025-01-15 09:00:00+00', '2025-01-16 12:00:00+00'),
    (105, 1, 13, 91, 81, 'goodwithcomment', 'null and void', '', 'u', '2025-01-15 09:00:00+00', '2025-01-15 10:00:00+00', '2025-01-16 12:00:00+00'),
    (106, 99, null, null, null, 'badwithcomment', 'no', null, 'u', '2025-01-15 09:00:00+00', '2025-01-15 10:00:00+00', '2025-01-16 12:00:00+00'),
    (107, 2, 12, 91, 81, 'so-so', null, null, 'u', '2025-01-15 09:00:00+00', '2025-01-15 10:00:00+00', '2025-01-16 12:00:00+00'),
    (108, 2, 12, 91, 81, null, null, null, 'u', '2025-01-15 09:00:00+00', '2025-01-15 10:00:00+00', '2025-01-16 12:00:00+00'),
    -- The numbers of the newer surveys are on a scale of their own.
    (109, 2, 12, 91, 81, '5', null, null, 'u', '2025-01-15 09:00:00+00', '2025-01-15 10:00:00+00', '2025-01-16 12:00:00+00');
create table "user" (
    id bigint, email varchar, locale varchar, organization_id bigint, name varchar, updated_at timestamptz
);
insert into "user" values
    (11, 'Ada@Example.com', 'sv', 71, 'Ada', '2025-01-01 00:00:00+00'),
    (12, null, 'en-GB', null, 'Bo', '2025-01-01 00:00:00+00'),
    (13, 'cy@example.com', '', null, 'Cy', '2025-01-01 00:00:00+00');
create table ticket (
    id bigint, organization_id bigint, brand_id bigint, via_channel varchar, subject varchar, updated_at timestamptz
);
insert into ticket values
    (1, 71, 61, 'email', 'Late', '2025-01-15 09:00:00+00'),
    (2, null, 61, 'web', 'Broken', '2025-01-15 09:00:00+00'),
    (3, null, null, 'chat', 'Hello', '2025-01-15 09:00:00+00');
