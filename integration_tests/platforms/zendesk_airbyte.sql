-- Zendesk as Airbyte lands it: times as text or timestamps, JSON columns, appended versions.
create table satisfaction_ratings (
    id bigint, ticket_id bigint, requester_id bigint, assignee_id bigint, group_id bigint,
    score varchar, comment varchar, reason varchar, reason_id bigint, url varchar,
    created_at timestamptz, updated_at timestamptz,
    _airbyte_raw_id varchar, _airbyte_extracted_at timestamptz, _airbyte_meta json
);
insert into satisfaction_ratings values
    (201, 5, 21, 91, null, 'offered', null, null, null, 'u', '2025-01-15T09:00:00Z', '2025-01-15T09:00:00Z', 'a', '2025-01-15 09:30:00+00', '{}'),
    (201, 5, 21, 91, null, 'bad', null, 'No reason provided', 0, 'u', '2025-01-15T09:00:00Z', '2025-01-15T10:00:00Z', 'b', '2025-01-15 10:30:00+00', '{}'),
    (201, 5, 21, 91, null, 'good', 'bättre', null, null, 'u', '2025-01-15T09:00:00Z', '2025-01-15T11:00:00Z', 'c', '2025-01-15 11:30:00+00', '{}'),
    (202, 6, 22, null, null, 'offered', null, null, null, 'u', '2025-01-15T09:00:00Z', '2025-01-15T09:00:00Z', 'd', '2025-01-15 09:30:00+00', '{}');
create table users (id bigint, email varchar, locale varchar, updated_at varchar, _airbyte_extracted_at timestamptz);
insert into users values
    (21, 'zz-old@example.com', 'sv', '2025-01-01T00:00:00Z', '2025-01-15 09:30:00+00'),
    (21, 'new@example.com', 'en-US', '2025-01-02T00:00:00Z', '2025-01-15 09:30:00+00');
create table tickets (
    id bigint, organization_id bigint, brand_id bigint, via json, updated_at varchar, _airbyte_extracted_at timestamptz
);
insert into tickets values
    (5, 70, 61, '{"channel": "web", "source": {"from": {}, "rel": null}}', '2025-01-14T00:00:00Z', '2025-01-15 09:30:00+00'),
    (5, 71, 62, '{"channel": "email", "source": {"from": {}, "rel": null}}', '2025-01-15T00:00:00Z', '2025-01-15 09:30:00+00'),
    (6, null, null, '{"channel": "web"}', '2025-01-14T00:00:00Z', '2025-01-15 09:30:00+00');
