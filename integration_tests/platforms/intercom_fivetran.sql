-- Intercom as Fivetran lands it: one row for each state of a conversation.
create table conversation_history (
    id varchar, updated_at timestamptz, created_at timestamptz, state varchar,
    conversation_rating_value integer, conversation_rating_remark varchar,
    conversation_rating_created_at timestamptz, conversation_rating_contact_id varchar,
    conversation_rating_teammate_id varchar, company_id varchar, team_assignee_id varchar,
    source_type varchar, source_delivered_as varchar, source_author_id varchar,
    source_author_type varchar, source_body varchar, _fivetran_synced timestamptz
);
insert into conversation_history values
    -- Asked for, given, and written to once more.
    ('c1', '2025-01-15 08:00:00+00', '2025-01-15 08:00:00+00', 'open', null, null, null, null, null, 'k1', 't1', 'email', 'customer_initiated', 'p1', 'user', '<p>Help</p>', '2025-01-15 12:00:00+00'),
    ('c1', '2025-01-15 09:00:00+00', '2025-01-15 08:00:00+00', 'closed', null, null, '2025-01-15 11:00:00+02', null, 'a1', 'k1', 't1', 'email', 'customer_initiated', 'p1', 'user', '<p>Help</p>', '2025-01-15 12:00:00+00'),
    ('c1', '2025-01-15 09:30:00+00', '2025-01-15 08:00:00+00', 'closed', 5, 'Tack 🚲', '2025-01-15 11:00:00+02', 'p1', 'a1', 'k1', 't1', 'email', 'customer_initiated', 'p1', 'user', '<p>Help</p>', '2025-01-15 12:00:00+00'),
    ('c1', '2025-02-03 10:00:00+00', '2025-01-15 08:00:00+00', 'open', 5, 'Tack 🚲', '2025-01-15 11:00:00+02', 'p1', 'a1', 'k1', 't1', 'email', 'customer_initiated', 'p1', 'user', '<p>Help</p>', '2025-02-03 12:00:00+00'),
    -- Changed while it could be.
    ('c2', '2025-01-16 09:00:00+00', '2025-01-16 08:00:00+00', 'closed', 4, null, '2025-01-16 08:30:00+00', 'p2', null, null, null, 'conversation', 'admin_initiated', 'a1', 'admin', null, '2025-01-16 12:00:00+00'),
    ('c2', '2025-01-16 09:01:00+00', '2025-01-16 08:00:00+00', 'closed', 1, ' ', '2025-01-16 08:30:00+00', 'p2', null, null, null, 'conversation', 'admin_initiated', 'a1', 'admin', null, '2025-01-16 12:00:00+00'),
    ('c3', '2025-01-17 09:00:00+00', '2025-01-17 08:00:00+00', 'closed', null, null, '2025-01-17 08:30:00+00', null, null, null, null, 'conversation', 'customer_initiated', 'p1', 'lead', null, '2025-01-17 12:00:00+00'),
    ('c4', '2025-01-17 09:00:00+00', '2025-01-17 08:00:00+00', 'closed', null, null, null, null, null, null, null, 'conversation', 'customer_initiated', 'p1', 'lead', null, '2025-01-17 12:00:00+00'),
    -- Older tables do not say who rated.
    ('c5', '2025-01-18 09:00:00+00', '2025-01-18 08:00:00+00', 'closed', 3, null, '2025-01-18 08:30:00+00', null, null, null, null, 'facebook', 'customer_initiated', 'p2', 'lead', null, '2025-01-18 12:00:00+00'),
    ('c6', '2025-01-18 09:00:00+00', '2025-01-18 08:00:00+00', 'closed', 2, null, '2025-01-18 08:30:00+00', null, null, null, null, 'conversation', 'admin_initiated', 'a1', 'admin', null, '2025-01-18 12:00:00+00'),
    ('c7', '2025-01-18 09:00:00+00', '2025-01-18 08:00:00+00', 'closed', 0, null, '2025-01-18 08:30:00+00', 'p2', null, null, null, 'conversation', 'customer_initiated', 'p2', 'user', null, '2025-01-18 12:00:00+00');
create table contact_history (
    id varchar, updated_at timestamptz, email varchar, location_country varchar, name varchar,
    _fivetran_deleted boolean, _fivetran_synced timestamptz
);
insert into contact_history values
    ('p1', '2025-01-01 00:00:00+00', 'zz-old@example.com', 'Norway', 'Ada', false, '2025-01-15 12:00:00+00'),
    ('p1', '2025-01-02 00:00:00+00', 'Ada@Example.com', 'Sweden', 'Ada', false, '2025-01-15 12:00:00+00'),
    ('p2', '2025-01-02 00:00:00+00', '', null, 'Bo', false, '2025-01-15 12:00:00+00');
