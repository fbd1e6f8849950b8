-- HubSpot as Airbyte lands it: properties as JSON, or as columns, or as both.
create table feedback_submissions (
    id varchar, properties json, "createdAt" timestamptz, "updatedAt" timestamptz, archived boolean, "archivedAt" timestamptz,
    contacts json, properties_hs_survey_id varchar, properties_hs_survey_type varchar, properties_hs_value varchar,
    properties_hs_content varchar, properties_hs_submission_timestamp varchar, properties_hs_survey_channel varchar,
    properties_country varchar, _airbyte_extracted_at timestamptz
);
insert into feedback_submissions (id, properties, "createdAt", "updatedAt", archived, "archivedAt", _airbyte_extracted_at) values
    ('101', '{"hs_survey_id": "1", "hs_survey_name": "Loyalty", "hs_survey_type": "NPS", "hs_value": "0", "hs_response_group": "DETRACTOR",
        "hs_content": "", "hs_submission_timestamp": "2025-01-15T10:00:00.000Z", "hs_contact_id": "c1", "hs_survey_channel": "EMAIL",
        "hs_contact_email_rollup": "One@Example.com", "hs_ingestion_id": "i-101", "Country": "SE", "account_id": "acme", "seats": "3"}',
     '2025-01-15 10:01:00+00', '2025-01-15 10:01:00+00', false, null, '2025-01-15 11:00:00+00'),
    ('103', '{"hs_survey_id": "1", "hs_survey_type": "NPS", "hs_value": "9", "hs_response_group": "PROMOTER", "hs_content": "good",
        "hs_submission_timestamp": "2025-01-15T02:00:02.000-08:00", "hs_contact_id": "c3"}',
     '2025-01-15 10:01:00+00', '2025-01-15 10:01:00+00', false, null, '2025-01-15 11:00:00+00'),
    -- The same submission, later with an ingestion id of its own.
    ('103', '{"hs_survey_id": "1", "hs_survey_type": "NPS", "hs_value": "6", "hs_response_group": "DETRACTOR", "hs_content": "not so good",
        "hs_submission_timestamp": "2025-01-15T02:00:02.000-08:00", "hs_contact_id": "c3", "hs_ingestion_id": "i-103"}',
     '2025-01-15 10:01:00+00', '2025-01-16 10:01:00+00', false, null, '2025-01-16 11:00:00+00'),
    ('104', '{"hs_survey_id": "1", "hs_survey_type": "NPS", "hs_value": null, "hs_submission_timestamp": "2025-01-15T10:00:03Z"}',
     '2025-01-15 10:01:00+00', '2025-01-15 10:01:00+00', false, null, '2025-01-15 11:00:00+00'),
    ('105', '{"hs_survey_id": "1", "hs_survey_type": "NPS", "hs_value": "10", "hs_submission_timestamp": "2025-01-15T10:00:04Z", "hs_contact_id": "c5"}',
     '2025-01-15 10:01:00+00', '2025-01-15 10:01:00+00', true, '2025-01-16 10:00:00+00', '2025-01-17 11:00:00+00'),
    ('201', '{"hs_survey_id": "5", "hs_survey_name": "Support", "hs_survey_type": "CSAT", "hs_value": "2", "hs_response_group": "PROMOTER",
        "hs_submission_timestamp": "1736935205000", "hs_contact_id": "c1"}',
     '2025-01-15 10:01:00+00', '2025-01-15 10:01:00+00', false, null, '2025-01-15 11:00:00+00'),
    ('202', '{"hs_survey_id": "5", "hs_survey_name": "Support", "hs_survey_type": "CSAT", "hs_value": "0", "hs_response_group": "DETRACTOR",
        "hs_submission_timestamp": null, "hs_contact_id": "c2"}',
     '2025-01-15 10:00:06+00', '2025-01-15 10:01:00+00', null, null, '2025-01-15 11:00:00+00'),
    -- Answers that are on no scale from 0 to 2.
    ('301', '{"hs_survey_id": "6", "hs_survey_type": "CSAT", "hs_value": "5", "hs_submission_timestamp": "2025-01-15T10:00:07Z"}',
     '2025-01-15 10:01:00+00', '2025-01-15 10:01:00+00', false, null, '2025-01-15 11:00:00+00'),
    ('302', '{"hs_survey_id": "6", "hs_survey_type": "CSAT", "hs_value": "0", "hs_submission_timestamp": "2025-01-15T10:00:08Z"}',
     '2025-01-15 10:01:00+00', '2025-01-15 10:01:00+00', false, null, '2025-01-15 11:00:00+00'),
    ('401', '{"hs_survey_id": "7", "hs_survey_type": "CES", "hs_value": "7", "hs_submission_timestamp": "2025-01-15T10:00:09Z"}',
     '2025-01-15 10:01:00+00', '2025-01-15 10:01:00+00', false, null, '2025-01-15 11:00:00+00'),
    ('501', '{"hs_survey_id": "8", "hs_survey_type": "CUSTOM", "hs_value": null, "hs_submission_timestamp": "2025-01-15T10:00:10Z",
        "would_recommend": "9", "what_else": "10 speeds", "how_many_bikes": "4", "your_email": "five@example.com"}',
     '2025-01-15 10:01:00+00', '2025-01-15 10:01:00+00', false, null, '2025-01-15 11:00:00+00'),
    ('601', '{"hs_survey_id": "9", "hs_value": "2", "hs_submission_timestamp": "2025-01-15T10:00:11Z"}',
     '2025-01-15 10:01:00+00', '2025-01-15 10:01:00+00', false, null, '2025-01-15 11:00:00+00');
insert into feedback_submissions (
    id, properties_hs_survey_id, properties_hs_survey_type, properties_hs_value, properties_hs_content,
    properties_hs_submission_timestamp, properties_hs_survey_channel, properties_country, _airbyte_extracted_at
) values
    ('102', '1', 'NPS', '10', 'Härlig cykel 🚲', '2025-01-15T10:00:01.000Z', 'WEB', 'DE', '2025-01-15 11:00:00+00');
