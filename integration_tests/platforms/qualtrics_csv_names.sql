-- CSV exports of Qualtrics in which names say little: two questions have one export
-- tag, so that the engine calls the second Q3.13_1, embedded data is called like
-- columns of Qualtrics' own, and the second file gives the NPS question a new tag.
-- Times are those of Los Angeles, around a change of the clock and the end of a month.
create table responses (
    "StartDate" varchar, "EndDate" varchar, "Status" varchar, "Finished" varchar,
    "RecordedDate" varchar, "ResponseId" varchar, "RecipientFirstName" varchar,
    "DistributionChannel" varchar, "Q3.13" varchar, "Q3.13_NPS_GROUP" varchar, "Q3.13_1" varchar,
    "recommend_NPS_GROUP" varchar, "recommend" varchar, "StartDate_1" varchar, "EndDate_1" varchar,
    "Status_1" varchar, "RecipientFirstName_1" varchar, "AccountID" varchar
);
insert into responses values
    ('Start Date', 'EndDate', 'Response Type', 'Finished', 'Recorded Date', 'Response ID', 'Recipient First Name', 'Distribution Channel', 'Did you enjoy it?', 'Would you recommend us? - Group', 'Would you recommend us?', null, null, 'StartDate', 'End Date', 'status', 'RecipientFirstName', 'AccountID'),
    ('{"ImportId":"startDate","timeZone":"America/Los_Angeles"}', '{"ImportId":"EndDate"}', '{"ImportId":"status"}', '{"ImportId":"finished"}', '{"ImportId":"recordedDate","timeZone":"America/Los_Angeles"}', '{"ImportId":"_recordId"}', '{"ImportId":"recipientFirstName"}', '{"ImportId":"distributionChannel"}', '{"ImportId":"QID9"}', '{"ImportId":"QID18_NPS_GROUP"}', '{"ImportId":"QID18"}', null, null, '{"ImportId":"StartDate"}', '{"ImportId":"endDate","timeZone":"America/Los_Angeles"}', '{"ImportId":"status"}', '{"ImportId":"RecipientFirstName"}', '{"ImportId":"AccountID"}'),
    ('2026-03-31 20:29:00', 'renewal', '0', '1', '2026-03-31 20:30:05', 'R_n10', 'Ada', 'email', '5', '3', '10', null, null, 'trial', '2026-03-31 20:30:00', 'gold', 'Ada', 'acme'),
    ('2026-03-08 01:29:00', null, '0', '1', '2026-03-08 01:59:59', 'R_n0', null, 'email', '7', '1', '0', null, null, null, '2026-03-08 01:59:59', null, null, null),
    ('2026-03-08 03:00:00', null, '0', '1', '2026-03-08 03:00:01', 'R_n7', null, 'email', '1', '2', '7', null, null, null, '2026-03-08 03:00:00', null, null, null);
insert into responses ("ResponseId", "EndDate_1", "RecordedDate", "Status", "Finished", "recommend_NPS_GROUP", "recommend", "Q3.13") values
    ('Response ID', 'End Date', 'Recorded Date', 'Response Type', 'Finished', 'Would you recommend us? - Group', 'Would you recommend us?', 'Did you enjoy it?'),
    ('{"ImportId":"_recordId"}', '{"ImportId":"endDate","timeZone":"America/Los_Angeles"}', '{"ImportId":"recordedDate","timeZone":"America/Los_Angeles"}', '{"ImportId":"status"}', '{"ImportId":"finished"}', '{"ImportId":"QID18_NPS_GROUP"}', '{"ImportId":"QID18"}', '{"ImportId":"QID9"}'),
    ('R_n9', '2026-02-28 20:30:00', '2026-02-28 20:30:00', '0', '1', '3', '9', '3');
