-- Wootric as tap-wootric lands it: times as UTC text, every response another survey_id.
create table responses (
    id bigint, created_at varchar, updated_at varchar, score bigint, text varchar, ip_address varchar,
    origin_url varchar, end_user_id bigint, survey_id bigint, completed boolean,
    excluded_from_calculations boolean, tags json, _sdc_received_at timestamp
);
insert into responses values
    (100, '2025-02-03T08:00:00.000000Z', '2025-02-03T08:00:00.000000Z', 0, null, '192.0.2.1', 'https://example.com', 1, 900, false, false, '[]', '2025-02-03 09:00:00'),
    (101, '2025-02-03T08:00:01.000000Z', '2025-02-03T08:01:00.000000Z', 10, 'Très bien 🎉', '192.0.2.2', 'https://example.com', 2, 901, true, false, '["PRICE"]', '2025-02-03 09:00:00'),
    (102, '2025-02-03T08:00:02.000000Z', '2025-02-03T08:00:02.000000Z', 9, '', '192.0.2.3', 'https://example.com', 3, 902, false, false, '[]', '2025-02-03 09:00:00'),
    (102, '2025-02-03T08:00:02.000000Z', '2025-02-04T08:00:02.000000Z', 7, 'On reflection, fine', '192.0.2.3', 'https://example.com', 3, 902, true, false, '[]', '2025-02-04 09:00:00'),
    (103, '2025-02-03T08:00:03.000000Z', '2025-02-03T08:00:03.000000Z', 10, 'our own people', '192.0.2.4', 'https://example.com', 1, 903, true, true, '[]', '2025-02-03 09:00:00'),
    (104, '2025-02-03T08:00:04.000000Z', '2025-02-03T08:00:04.000000Z', 11, null, '192.0.2.4', 'https://example.com', 4, 904, true, false, '[]', '2025-02-03 09:00:00'),
    (105, '2025-02-03T08:00:05.000000Z', '2025-02-03T08:00:05.000000Z', null, null, '192.0.2.4', 'https://example.com', 4, 905, true, null, null, '2025-02-03 09:00:00'),
    (106, '2025-02-03T00:00:06-08:00', null, 8, ' ', '192.0.2.5', 'https://example.com', null, 906, null, null, null, null);
create table end_users (
    id bigint, created_at varchar, updated_at varchar, email varchar, last_surveyed varchar,
    external_created_at bigint, page_views_count bigint
);
insert into end_users values
    (1, '2025-01-01T00:00:00.000000Z', '2025-01-01T00:00:00.000000Z', 'zoe.once@example.com', null, 1704067200, 3),
    (1, '2025-01-01T00:00:00.000000Z', '2025-02-01T00:00:00.000000Z', 'One@Example.com', null, 1704067200, 4),
    (2, '2025-01-01T00:00:00.000000Z', '2025-01-01T00:00:00.000000Z', 'customer-2', null, null, 1),
    (3, '2025-01-01T00:00:00.000000Z', '2025-01-01T00:00:00.000000Z', '', null, null, 1);
