-- Delighted as Airbyte lands it: epoch seconds, JSON columns, appended versions.
create table survey_responses (
    id varchar, person varchar, survey_type varchar, score bigint, comment varchar,
    created_at bigint, updated_at bigint, person_properties json, tags json,
    _airbyte_raw_id varchar, _airbyte_extracted_at timestamptz
);
insert into survey_responses values
    ('d0', 'p1', 'nps', 0, '', 1736935200, null, '{"Country": "SE", "Delighted Source": "Email"}', '["late"]', 'u1', '2025-01-15 11:00:00+00'),
    ('d10', 'p2', 'nps', 10, 'Härlig cykel 🚲', 1736935201, 1736935201, '{"country": "DE", "Plan Name": "Plus"}', '[]', 'u2', '2025-01-15 11:00:00+00'),
    ('edited', 'p3', 'nps', 9, 'good', 1736935202, 1736935202, null, null, 'u3', '2025-01-15 11:00:00+00'),
    ('edited', 'p3', 'nps', 6, 'not so good', 1736935202, 1737021602, null, null, 'u4', '2025-01-16 11:00:00+00'),
    ('csat', 'p1', 'csat', 5, null, 1736935203, null, '{"Country": "SE"}', '[]', 'u5', '2025-01-15 11:00:00+00'),
    ('pmf', 'p1', 'pmf', 3, null, 1736935204, null, '{}', '[]', 'u6', '2025-01-15 11:00:00+00'),
    ('lost', 'p4', 'nps', null, null, 1736935205, null, '{}', '[]', 'u7', '2025-01-15 11:00:00+00');
create table people (id varchar, email varchar, created_at bigint, _airbyte_extracted_at timestamptz);
insert into people values
    ('p1', 'zoe.once@example.com', 1736930000, '2025-01-14 11:00:00+00'),
    ('p1', 'One@Example.com', 1736930000, '2025-01-15 11:00:00+00'),
    ('p2', '', 1736930000, '2025-01-15 11:00:00+00');
