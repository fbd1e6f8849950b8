-- Typeform as Fivetran lands it: a table of answers, hidden fields as columns.
create table response (
    id varchar, form_id varchar, landing_id varchar, token varchar, landed_at timestamptz, submitted_at timestamptz,
    calculated_score double, metadata_platform varchar, metadata_browser varchar,
    hidden_country varchar, hidden_account_id varchar, hidden_email varchar, hidden_first_name varchar,
    _fivetran_synced timestamptz
);
insert into response values
    ('v0', 'form_g1', 'v0', 'v0', '2025-01-15 09:58:00+00', '2025-01-15 10:00:00+00', 9, 'mobile', 'touch', 'SE', 'acme', null, 'Ada', '2025-01-15 11:00:00+00'),
    ('v10', 'form_g1', 'v10', 'v10', '2025-01-15 09:58:00+00', '2025-01-15 11:00:01+01', 0, 'other', 'default', '', null, 'Ten@Example.com', '', '2025-01-15 11:00:00+00'),
    ('skip', 'form_g1', 'skip', 'skip', '2025-01-15 09:58:00+00', '2025-01-15 10:00:02+00', 0, 'other', 'default', 'DE', null, null, null, '2025-01-15 11:00:00+00'),
    ('part', 'form_g1', 'part', 'part', '2025-01-15 10:00:03+00', null, 0, 'other', 'default', 'DE', null, null, null, '2025-01-15 11:00:00+00'),
    -- The id of a response is one of its form.
    ('v0', 'g2', 'v0', 'v0', '2025-01-15 09:58:00+00', '2025-01-15 10:00:04+00', 0, 'other', 'default', null, null, null, null, '2025-01-15 11:00:00+00');
create table response_answer (
    form_id varchar, field_id varchar, response_id varchar, "boolean" boolean, "date" varchar, email varchar, "number" double,
    "text" varchar, "type" varchar, _fivetran_synced timestamptz
);
insert into response_answer values
    ('form_g1', 'n1', 'v0', null, null, null, 0, null, 'number', '2025-01-15 11:00:00+00'),
    ('form_g1', 's1', 'v0', null, null, null, 5, null, 'number', '2025-01-15 11:00:00+00'),
    ('form_g1', 'c1', 'v0', null, null, null, null, '', 'text', '2025-01-15 11:00:00+00'),
    ('form_g1', 'e1', 'v0', null, null, 'One@Example.com', null, null, 'email', '2025-01-15 11:00:00+00'),
    ('form_g1', 'n1', 'v10', null, null, null, 10, null, 'number', '2025-01-15 11:00:00+00'),
    ('form_g1', 's1', 'v10', null, null, null, 4.5, null, 'number', '2025-01-15 11:00:00+00'),
    ('form_g1', 'o1', 'v10', null, null, null, 10, null, 'number', '2025-01-15 11:00:00+00'),
    ('form_g1', 'c1', 'v10', null, null, null, null, 'Härlig cykel 🚲', 'text', '2025-01-15 11:00:00+00'),
    ('form_g1', 'b1', 'v10', null, null, null, null, 'short', 'text', '2025-01-15 11:00:00+00'),
    ('form_g1', 'c1', 'skip', null, null, null, null, 'no opinion', 'text', '2025-01-15 11:00:00+00'),
    ('form_g1', 'n1', 'part', null, null, null, 3, null, 'number', '2025-01-15 11:00:00+00'),
    ('g2', 'q1', 'v0', null, null, null, 9, null, 'number', '2025-01-15 11:00:00+00');
create table form_field_history (
    id varchar, form_id varchar, "type" varchar, title varchar, form_parent_field_id varchar, property_start_at_one boolean,
    _fivetran_active boolean, _fivetran_synced timestamptz
);
insert into form_field_history values
    ('n1', 'form_g1', 'opinion_scale', 'How likely?', null, false, false, '2024-12-01 00:00:00+00'),
    ('n1', 'form_g1', 'nps', 'How likely are you to recommend us?', null, false, true, '2025-01-01 00:00:00+00'),
    ('s1', 'form_g1', 'rating', 'How satisfied are you?', 'grp', false, true, '2025-01-01 00:00:00+00'),
    ('o1', 'form_g1', 'opinion_scale', 'How easy was it?', 'grp', false, true, '2025-01-01 00:00:00+00'),
    ('b1', 'form_g1', 'short_text', 'Which bike?', null, null, true, '2025-01-01 00:00:00+00'),
    ('c1', 'form_g1', 'long_text', 'Why?', null, null, true, '2025-01-01 00:00:00+00');
