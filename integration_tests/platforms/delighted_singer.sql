-- Delighted as a Singer tap lands it: times as text, everything else the same.
create table survey_responses (
    id varchar, person varchar, survey_type varchar, score integer, comment varchar,
    created_at varchar, updated_at varchar, person_properties varchar, tags varchar,
    _sdc_extracted_at timestamp
);
insert into survey_responses values
    ('d0', 'p1', 'nps', 0, ' ', '2025-01-15T02:00:00-08:00', null, '{"Country": "null", "touchpoint": "checkout"}', '["a"]', '2025-01-15 11:00:00'),
    ('d10', 'p2', 'nps', 10, 'null and void', '2025-01-15T10:00:01.500Z', '2025-01-15T10:00:02Z', 'null', 'null', '2025-01-15 11:00:00'),
    ('d10', 'p2', 'nps', 10, 'null and void', '2025-01-15T10:00:01.500Z', '2025-01-15T10:00:02Z', 'null', 'null', '2025-01-15 12:00:00'),
    ('edited', 'p3', 'nps', 9, 'Härlig cykel', '2025-01-15T10:00:03Z', '2025-01-15T10:00:03Z', '{}', '[]', '2025-01-15 11:00:00'),
    ('edited', 'p3', 'nps', 6, 'Tung cykel 🚲', '2025-01-15T10:00:03Z', '2025-01-16T10:00:03Z', '{}', '[]', '2025-01-15 11:00:00'),
    ('csat', 'p3', 'csat', 4, null, '2025-01-15T10:00:04Z', null, '{}', '[]', '2025-01-15 11:00:00'),
    ('smile', 'p3', 'smileys', 4, null, '2025-01-15T10:00:05Z', null, '{}', '[]', '2025-01-15 11:00:00');
