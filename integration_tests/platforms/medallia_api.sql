-- Medallia as extractors of its Query API land it: each cell a list of texts, as
-- text, as JSON or as the engine's own list; some give the value alone.
create table feedback (
    a_surveyid varchar, e_responsedate varchar, e_lastupdated varchar, e_status varchar[],
    e_development_cycle_alt json, e_nps json, e_comment varchar[], e_email varchar[], a_customerid varchar,
    a_survey_channel varchar, e_stage varchar[], k_store varchar, e_ease json, k_initialfinishdate_epoch_int varchar,
    _loaded varchar
);
insert into feedback values
    ('["0"]', '["2025-01-15T10:00:00Z"]', null, ['0'], '["3"]', '["0"]', [' '], ['One@example.com'], '["c1"]',
        '["Email"]', ['Checkout'], '["12, Lund"]', '["9"]', '["1736935200"]', 'x'),
    ('["10"]', '["2025-01-15T02:00:01-08:00"]', '["2025-01-15T02:00:01-08:00"]', ['1'], '["3"]', '["10"]',
        ['Härlig cykel 🚲'], null, '["c2"]', '["SMS"]', ['Delivery', 'Café'], '[]', '[]', '["1736935201"]', 'x'),
    ('["edited"]', '["2025-01-15T10:00:02Z"]', '["2025-01-15T10:00:02Z"]', ['0'], '["3"]', '["9"]', ['good'], null,
        null, null, null, null, null, null, 'x'),
    ('["edited"]', '["2025-01-15T10:00:02Z"]', '["2025-01-16T10:00:02Z"]', ['0'], '["3"]', '["6"]', ['[bad]'], null,
        null, null, null, null, null, null, 'x'),
    ('["excluded"]', '["2025-01-15T10:00:03Z"]', null, ['AUTOEXCLUDED'], '["3"]', '["9"]', null, null,
        null, null, null, null, null, null, 'x'),
    ('["code"]', '["2025-01-15T10:00:04Z"]', null, ['2'], '["3"]', '["9"]', null, null,
        null, null, null, null, null, null, 'x'),
    ('["test"]', '["2025-01-15T10:00:05Z"]', null, ['0'], '["1"]', '["9"]', null, null,
        null, null, null, null, null, null, 'x'),
    ('["skipped"]', '["2025-01-15T10:00:06Z"]', null, ['0'], '["3"]', '[]', [], null,
        null, null, null, null, '["4"]', null, 'x'),
    ('["two"]', '["2025-01-15T10:00:07Z"]', null, ['0'], '["3"]', '["9", "10"]', null, null,
        null, null, null, null, null, null, 'x'),
    ('plain', '2025-01-15 10:00:08', null, ['COMPLETED'], '3', '8', null, null,
        'c3', null, null, 'null', null, null, 'x'),
    ('{"values": ["object"]}', '{"values": ["1736935209"]}', null, null, null, '{"values": ["7"]}', null, null,
        '{"values": ["c4"]}', '{"values": []}', null, '{"values": ["13, Malmö"]}', null, null, 'x');
