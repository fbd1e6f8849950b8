-- Pendo as Fivetran lands it: every answer an event, a comment one of another poll.
create table poll (
    id varchar, _fivetran_synced timestamp, attribute_display varchar, attribute_follow_up varchar,
    attribute_max_length varchar, attribute_placeholder varchar, attribute_type varchar,
    question varchar, reset_at timestamp
);
insert into poll values
    ('nps1', '2025-03-01 00:00:00', null, 'why1', null, null, 'NPSRating', 'How likely are you to recommend us?', '1970-01-01 00:00:00'),
    ('why1', '2025-03-01 00:00:00', null, null, null, null, 'NPSReason', 'Why?', '1970-01-01 00:00:00'),
    ('happy', '2025-03-01 00:00:00', 'radio', null, null, null, 'NumberScale', 'How happy are you?', '1970-01-01 00:00:00'),
    ('use', '2025-03-01 00:00:00', 'radio', null, null, null, 'NumberScale', 'How often, of ten days?', '1970-01-01 00:00:00');
create table poll_event (
    account_id varchar, guide_id varchar, poll_id varchar, remote_ip varchar, server_name varchar,
    timestamp timestamp, visitor_id varchar, _fivetran_synced timestamp, app_id varchar,
    country varchar, poll_response varchar, region varchar, type varchar, url varchar, _fivetran_id varchar
);
insert into poll_event
select
    nullif(account_id, ''), guide_id, poll_id, '192.0.2.1', 'example.com', moment, visitor_id, timestamp '2025-07-02 00:00:00',
    app_id, country, poll_response, region, 'ui:web:pollResponse', 'https://example.com', null
from (values
    ('one@example.com', 'a1', 'g1', 'nps1', '0', timestamp '2025-04-01 10:00:00', '-323232', 'SE', 'ab'),
    ('one@example.com', 'a1', 'g1', 'why1', 'Too slow', timestamp '2025-04-01 10:00:20', '-323232', 'SE', 'ab'),
    ('one@example.com', 'a1', 'g1', 'nps1', '10', timestamp '2025-07-01 10:00:00.5', '-323232', 'SE', 'ab'),
    ('one@example.com', 'a1', 'g1', 'why1', 'And cheaper', timestamp '2025-07-01 10:01:00', '-323232', 'SE', 'ab'),
    ('one@example.com', 'a1', 'g1', 'why1', 'Plus vite 🚀', timestamp '2025-07-01 10:00:05', '-323232', 'SE', 'ab'),
    ('v2', '', 'g1', 'nps1', '9', timestamp '2025-04-01 11:00:00', null, null, null),
    ('v2', 'a2', 'g1', 'nps1', '3', timestamp '2025-04-01 11:00:05', null, null, null),
    ('v2', 'a2', 'g1', 'why1', 'for the other account', timestamp '2025-04-01 11:00:10', null, null, null),
    ('v3', 'a1', 'g1', 'nps1', '', timestamp '2025-04-01 11:30:00', null, null, null),
    ('v3', 'a1', 'g1', 'nps1', '11', timestamp '2025-04-01 11:30:01', null, null, null),
    ('v3', 'a1', 'g9', 'why1', 'in another guide', timestamp '2025-04-01 11:30:02', null, null, null),
    ('v4', 'a1', null, 'why1', 'before any rating', timestamp '2025-04-01 11:39:00', null, null, null),
    ('v4', 'a1', null, 'nps1', '7', timestamp '2025-04-01 11:40:00', null, null, null),
    ('v4', 'a1', null, 'why1', ' ', timestamp '2025-04-01 11:40:00', null, null, null),
    ('v5', 'a1', 'g1', 'nps1', '8', timestamp '2025-04-01 12:00:00', null, null, null),
    ('v5', 'a1', 'g1', 'nps1', '8', timestamp '2025-04-01 12:00:00.15', null, null, null),
    ('v5', 'a1', 'g1', 'why1', '10', timestamp '2025-04-01 12:00:09', null, null, null),
    ('v5', 'a1', 'g2', 'happy', '5', timestamp '2025-04-01 12:00:00', null, null, null),
    ('v5', 'a1', 'g2', 'use', '9', timestamp '2025-04-01 12:00:00', null, null, null),
    ('v5', 'a1', 'g2', 'pick', '003xchoice', timestamp '2025-04-01 12:00:00', null, null, null)
) as events (visitor_id, account_id, guide_id, poll_id, poll_response, moment, app_id, country, region);
