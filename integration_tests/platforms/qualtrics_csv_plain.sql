-- CSV exports of two surveys without their second and third header row, so that
-- the engine gave the columns types; somebody added the survey.
create table responses (
    survey_id varchar, "ResponseId" varchar, "EndDate" timestamp, "Status" bigint, "Finished" boolean,
    "DistributionChannel" varchar, "Q1_NPS_GROUP" bigint, "Q1" bigint, "Q2" varchar, "Q3" bigint,
    "QID4_NPS_GROUP" varchar, "QID4" bigint, "QID5_TEXT" varchar, "Plan" varchar, "reason_text" varchar
);
insert into responses values
    ('SV_a', 'R_a0', '2025-01-15 10:00:00', 0, true, 'email', 1, 0, 'Why not', 11, null, null, null, 'Plus', 'private'),
    ('SV_a', 'R_a7', '2025-01-15 10:00:01', 0, true, 'email', 2, 7, null, 10, null, null, null, null, null),
    ('SV_a', 'R_ax', '2025-01-15 10:00:02', 0, false, 'email', null, null, null, null, null, null, null, null, null),
    ('SV_a', 'FS_ax', '2025-01-15 10:00:02', 0, false, 'email', null, 5, null, null, null, null, null, null, null),
    ('SV_b', 'R_b10', '2025-01-15 10:00:03', 0, true, 'sms', null, null, null, null, 'Promoter', 10, 'Great', null, null),
    ('SV_b', 'R_b', '2025-01-15 10:00:04', 0, true, 'sms', null, null, null, null, null, null, 'someone@example.com', null, null);
