-- Retently as Airbyte lands it: names of the API, lists as JSON, appended versions.
create table feedback (
    "id" varchar, "customerId" varchar, "email" varchar, "firstName" varchar, "lastName" varchar,
    "companyName" varchar, "companyId" varchar, "jobTitle" varchar, "country" varchar, "state" varchar,
    "city" varchar, "tags" json, "customProps" json, "campaignId" varchar, "campaignName" varchar,
    "createdDate" varchar, "score" double, "comment" varchar, "checkbox" boolean,
    "additionalQuestions" json, "feedbackTags" json, "notes" json, "status" varchar, "assigned" varchar,
    "ratingCategory" varchar, "resolved" boolean, "channel" varchar, "metricsType" varchar,
    "isBogus" boolean, _airbyte_raw_id varchar, _airbyte_extracted_at timestamptz
);
insert into feedback values
    ('f0', 'c1', 'One@Example.com', 'One', 'Person', 'Tandem Ltd', 'co1', 'Buyer', 'SE', null, 'Umeå', '["vip"]', '[{"label": "Plan", "name": "Plan", "type": "text", "value": "Plus"}, {"label": "Touchpoint", "name": "touchpoint", "type": "text", "value": "onboarding"}]', 'k1', 'Spring', '2025-03-30T22:30:00.250Z', 0, '', null, '[]', '["price", "speed"]', '[]', 'open', null, 'Detractor', false, 'email', 'nps', false, 'r1', '2025-03-31 01:00:00+00'),
    ('f10', 'c2', '', null, null, null, null, null, null, null, null, '[]', '[{"label": "Plan", "name": "Plan", "type": "text", "value": "Plus"}, {"label": "Touchpoint", "name": "touchpoint", "type": "text", "value": "onboarding"}]', 'k1', 'Spring', '2025-03-31T00:00:01.000Z', 10, '最高です 👍', null, '[]', '[]', '[]', null, null, 'Promoter', false, 'link', 'NPS', null, 'r2', '2025-03-31 01:00:00+00'),
    ('again', 'c3', 'three@example.com', null, null, null, 'co2', null, null, null, null, null, '[]', 'k1', 'Spring', '2025-03-31T00:00:02.000Z', 9, 'ok', null, null, null, null, null, null, 'Promoter', false, 'email', 'nps', false, 'r3', '2025-03-31 01:00:00+00'),
    ('again', 'c3', 'three@example.com', null, null, null, 'co2', null, null, null, null, null, '[]', 'k1', 'Spring', '2025-03-31T00:00:02.000Z', 9, 'ok', null, null, null, null, null, null, 'Promoter', false, 'email', 'nps', true, 'r4', '2025-04-01 01:00:00+00'),
    ('csat', 'c1', 'one@example.com', null, null, null, 'co1', null, null, null, null, null, '[{"name": "seats", "value": 0}, {"name": "since", "value": null}, {"name": "note", "value": "say \"hi\""}]', 'k2', 'Support', '2025-03-31T02:00:03+02:00', 4, null, null, null, null, null, null, null, 'Satisfied', false, 'chat', 'csat', false, 'r5', '2025-03-31 01:00:00+00'),
    ('star', 'c1', 'one@example.com', null, null, null, null, null, null, null, null, null, null, 'k3', 'Stars', '2025-03-31T00:00:04.000Z', 5, null, null, null, null, null, null, null, null, false, 'email', 'star', false, 'r6', '2025-03-31 01:00:00+00'),
    ('lost', 'c4', null, null, null, null, null, null, null, null, null, null, '"no list"', null, null, '2025-03-31T00:00:05.000Z', null, null, null, null, null, null, null, null, null, false, 'email', 'nps', false, 'r7', '2025-03-31 01:00:00+00'),
    ('half', 'c4', null, null, null, null, null, null, null, null, null, null, null, 'k1', 'Spring', '2025-03-31T00:00:06.000Z', 8.5, null, null, null, null, null, null, null, null, false, 'email', 'nps', false, 'r8', '2025-03-31 01:00:00+00');
