-- Intercom as Airbyte lands it: the rating is JSON, times are seconds, versions are appended.
create table conversations (
    id varchar, created_at bigint, updated_at bigint, state varchar, conversation_rating json,
    source json, team_assignee_id bigint, custom_attributes json, tags json,
    _airbyte_raw_id varchar, _airbyte_extracted_at timestamptz
);
insert into conversations values
    ('c1', 1736928000, 1736931600, 'closed', '{"rating": null, "remark": null, "created_at": 1736931600, "contact": null, "teammate": null}', '{"type": "email", "delivered_as": "customer_initiated", "author": {"type": "user", "id": "p1", "name": "Ada", "email": "ada@example.com"}}', 7, '{"Plan": "Plus", "Language": "sv"}', null, 'u1', '2025-01-15 12:00:00+00'),
    ('c1', 1736928000, 1736932000, 'closed', '{"rating": 4, "remark": "Nästan 🚲", "created_at": 1736931600, "contact": {"type": "contact", "id": "p1", "external_id": "x1"}, "teammate": {"type": "admin", "id": 31}}', '{"type": "email", "delivered_as": "customer_initiated", "author": {"type": "user", "id": "p1", "name": "Ada", "email": "ada@example.com"}}', 7, '{"Plan": "Plus", "Language": "sv"}', null, 'u2', '2025-01-15 13:00:00+00'),
    -- An older version names who rated a customer.
    ('c2', 1736928000, 1736932000, 'closed', '{"rating": 1, "remark": "", "created_at": 1736931601, "customer": {"type": "lead", "id": "p9"}, "teammate": {"type": null, "id": null}}', '{"type": "conversation", "author": {"type": "bot", "id": "b1"}}', null, '{}', null, 'u3', '2025-01-15 13:00:00+00'),
    ('c3', 1736928000, 1736932000, 'closed', 'null', null, null, null, null, 'u4', '2025-01-15 13:00:00+00'),
    ('c4', 1736928000, 1736932000, 'closed', '{}', null, null, null, null, 'u5', '2025-01-15 13:00:00+00'),
    ('c5', 1736928000, 1736932000, 'closed', '{"rating": null, "remark": null, "created_at": null, "contact": {"type": null, "id": null}}', null, null, null, null, 'u6', '2025-01-15 13:00:00+00'),
    ('c6', 1736928000, 1736932000, 'open', '{"rating": null, "remark": null, "created_at": 1736931602}', '{"type": "conversation", "author": {"type": "lead", "id": "p1"}}', null, null, null, 'u7', '2025-01-15 13:00:00+00'),
    ('c7', 1736928000, 1736932000, 'closed', null, null, null, null, null, 'u8', '2025-01-15 13:00:00+00');
create table contacts (id varchar, email varchar, location json, updated_at bigint, _airbyte_extracted_at timestamptz);
insert into contacts values
    ('p1', 'old@example.com', '{"country": "Norway"}', 1736900000, '2025-01-15 12:00:00+00'),
    ('p1', 'ada@example.com', '{"type": "location", "country": "Sweden", "city": null}', 1736900001, '2025-01-15 12:00:00+00');
