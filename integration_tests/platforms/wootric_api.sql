-- Wootric as its API says it, loaded as it is: an account that measures satisfaction.
create table responses (
    id bigint, end_user_id bigint, survey_id bigint, score bigint, text varchar, completed boolean,
    excluded_from_calculations boolean, ip_address varchar, origin_url varchar, created_at varchar,
    updated_at varchar, tags json, notes json, end_user json
);
insert into responses values
    (1, 7, 21, 5, 'Quick', true, false, '192.0.2.1', 'https://example.com', '2025-02-03 23:30:00 -0800', '2025-02-03 23:30:13 -0800', '[]', '[]', '{"properties": {"Plan": "Lite", "country": "UK", "seats": 5, "persona": null}}'),
    (2, 8, 22, 1, null, false, false, '192.0.2.1', 'https://example.com', '2025-02-04 08:00:00 +0000', '2025-02-04 08:00:00 +0000', '["CALL"]', '[]', '{"properties": {}}'),
    (3, 8, 23, 9, null, false, false, '192.0.2.1', 'https://example.com', '2025-02-04 08:00:01 UTC', '2025-02-04 08:00:01 UTC', '[]', '[]', null),
    (4, 9, 24, 0, ' ', true, false, '192.0.2.1', 'https://example.com', '2025-02-04 08:00:02 UTC', '2025-02-04 08:00:02 UTC', '[]', '[]', null),
    (5, 9, 25, 10, 'Très bien 🎉', true, false, '192.0.2.1', 'https://example.com', '2025-02-04 08:00:03 UTC', '2025-02-04 08:00:03 UTC', '[]', '[]', null),
    (6, 9, 26, 4, 'Ça va 🎉', true, false, '192.0.2.1', 'https://example.com', '2025-02-04 08:00:04 UTC', '2025-02-04 08:00:04 UTC', '[]', '[]', null),
    (6, 9, 26, 2, 'Ça ne va plus', true, false, '192.0.2.1', 'https://example.com', '2025-02-04 08:00:04 UTC', '2025-02-05 08:00:04 UTC', '[]', '[]', null),
    (7, 9, 27, 5, 'ours', true, true, '192.0.2.1', 'https://example.com', '2025-02-04 08:00:05 UTC', '2025-02-04 08:00:05 UTC', '[]', '[]', null);
create table end_users (id bigint, updated_at varchar, email varchar, external_created_at bigint, properties json);
insert into end_users values (7, '2025-01-01 00:00:00 -0800', 'seven@example.com', 1735689600, '{"plan": "today''s"}');
