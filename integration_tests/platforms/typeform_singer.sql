-- Typeform as a Singer tap lands it: every answer as text, hidden fields as the
-- text of JSON, appended versions, times as text.
create table submitted_landings (
    landing_id varchar, token varchar, landed_at varchar, submitted_at varchar, hidden varchar, tags varchar,
    _sdc_form_id varchar, _sdc_extracted_at timestamp
);
insert into submitted_landings values
    ('w0', 'w0', '2025-01-15T09:58:00.000000Z', '2025-01-15T10:00:00.000000Z', '{"country": "SE", "email": "nil@example.com"}', '["late"]', 'h1', '2025-01-15 11:00:00'),
    ('w10', 'w10', '2025-01-15T09:58:00.000000Z', '2025-01-15T10:00:01.000000Z', '', null, 'h1', '2025-01-15 11:00:00'),
    ('w10', 'w10', '2025-01-15T09:58:00.000000Z', '2025-01-15T10:00:01.000000Z', '', null, 'h1', '2025-01-15 12:00:00'),
    ('w5', 'w5', '2025-01-15T11:58:00+02:00', '2025-01-15T12:00:05+02:00', '{}', '[]', 'h1', '2025-01-15 11:00:00');
create table unsubmitted_landings (
    landing_id varchar, token varchar, landed_at timestamp, _sdc_form_id varchar, _sdc_extracted_at timestamp
);
insert into unsubmitted_landings values ('w-', 'w-', '2025-01-15 10:00:02', 'h1', '2025-01-15 11:00:00');
create table answers (
    landing_id varchar, question_id varchar, "type" varchar, ref varchar, data_type varchar, submitted_at timestamp,
    answer varchar, _sdc_form_id varchar, _sdc_extracted_at timestamp
);
insert into answers values
    ('w0', 'n1', 'nps', 'a', 'number', '2025-01-15 10:00:00', '0', 'h1', '2025-01-15 11:00:00'),
    ('w0', 'c1', 'long_text', 'b', 'text', '2025-01-15 10:00:00', 'null and void', 'h1', '2025-01-15 11:00:00'),
    ('w0', 'r1', 'rating', 'f', 'number', '2025-01-15 10:00:00', '5', 'h1', '2025-01-15 11:00:00'),
    ('w5', 'n1', 'nps', 'a', 'number', '2025-01-15 10:00:05', '6', 'h1', '2025-01-15 11:00:00'),
    ('w5', 'c1', 'long_text', 'b', 'text', '2025-01-15 10:00:05', ' ', 'h1', '2025-01-15 11:00:00'),
    ('w0', 'm1', 'multiple_choice', 'c', 'choice', '2025-01-15 10:00:00', '{"label": "9"}', 'h1', '2025-01-15 11:00:00'),
    ('w10', 'n1', 'nps', 'a', 'number', '2025-01-15 10:00:01', '10', 'h1', '2025-01-15 11:00:00'),
    ('w10', 'o1', 'opinion_scale', 'd', 'number', '2025-01-15 10:00:01', '8', 'h1', '2025-01-15 11:00:00'),
    ('w10', 'c1', 'long_text', 'b', 'text', '2025-01-15 10:00:01', 'Härlig cykel 🚲', 'h1', '2025-01-15 11:00:00'),
    ('w10', 'e1', 'email', 'e', 'email', '2025-01-15 10:00:01', 'ten@example.com', 'h1', '2025-01-15 11:00:00'),
    ('w10', 'n1', 'nps', 'a', 'number', '2025-01-15 10:00:01', '10', 'h1', '2025-01-15 12:00:00'),
    ('w10', 'o1', 'opinion_scale', 'd', 'number', '2025-01-15 10:00:01', '8', 'h1', '2025-01-15 12:00:00'),
    ('w10', 'e1', 'email', 'e', 'email', '2025-01-15 10:00:01', 'ten@example.com', 'h1', '2025-01-15 12:00:00');
create table questions (
    form_id varchar, question_id varchar, "type" varchar, title varchar, sub_questions json, _sdc_extracted_at timestamp
);
insert into questions values
    ('h1', 'n1', 'nps', 'How likely are you to recommend us?', null, '2025-01-15 11:00:00'),
    ('h1', 'r1', 'rating', 'How satisfied are you?', null, '2025-01-15 11:00:00'),
    ('h1', 'g1', 'group', 'Details', '[{"question_id": "o1", "title": "How easy was it?", "ref": "d"}]', '2025-01-15 11:00:00');
