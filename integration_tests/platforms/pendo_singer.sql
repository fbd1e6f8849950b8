-- Pendo as tap-pendo lands it, times as text, the last hour once more; and polls that
-- somebody loaded beside it, with one version too many.
create table poll_events (
    app_id double, account_id varchar, account_ids json, poll_id varchar, guide_id varchar,
    browser_time varchar, country varchar, type varchar, region varchar, server_name varchar,
    visitor_id varchar, poll_response varchar, _sdc_extracted_at timestamp
);
insert into poll_events values
    (null, 'a1', '["a1"]', 'p1', 'guide1', '2025-04-01T10:00:00.000000Z', 'SE', 'ui:web:pollResponse', null, 'example.com', 'v1', '0', '2025-06-01 00:00:00'),
    (null, 'a1', '["a1"]', 'p2', 'guide1', '2025-04-01T10:00:03.000000Z', 'SE', 'ui:web:pollResponse', null, 'example.com', 'v1', 'Pas assez 🚲', '2025-06-01 00:00:00'),
    (null, 'a1', '["a1"]', 'p2', 'guide1', '2025-05-01T08:00:09.000000Z', 'SE', 'ui:web:pollResponse', null, 'example.com', 'v1', ' ', '2025-06-01 00:00:00'),
    (null, 'a1', null, 'p1', 'guide1', '2025-05-01T08:00:00.250000Z', 'SE', null, null, null, 'v1', '10', '2025-06-01 00:00:00'),
    (null, 'a1', null, 'p1', 'guide1', '1746086400250', 'SE', null, null, null, 'v1', '10', '2025-06-02 00:00:00'),
    (5, '', null, 'p1', 'guide1', '2025-04-01T00:30:00+02:00', null, null, null, null, 'v2', '7', '2025-06-01 00:00:00'),
    (5, '', null, 'p3', 'guide1', '2025-04-01T00:30:00+02:00', null, null, null, null, 'v2', '4', '2025-06-01 00:00:00'),
    (5, null, null, 'p4', 'guide1', '2025-04-01T00:30:01+02:00', null, null, null, null, 'v2', ' 6 ', '2025-06-01 00:00:00');
create table poll (id varchar, question varchar, attribute_type varchar, attribute_follow_up varchar);
insert into poll values
    ('p1', 'Would you recommend us?', 'NPSRating', 'p2'),
    ('p1', 'Would you recommend us to a friend?', 'NPSRating', 'p2');
