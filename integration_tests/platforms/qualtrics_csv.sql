-- A CSV export of Qualtrics, read as it is: the second and third header row are
-- rows, everything is text. Two exports of one survey, one after the other, in the
-- zone that the third header row names.
create table responses (
    "StartDate" varchar, "EndDate" varchar, "Status" varchar, "IPAddress" varchar, "Progress" varchar,
    "Duration (in seconds)" varchar, "Finished" varchar, "RecordedDate" varchar, "ResponseId" varchar,
    "RecipientLastName" varchar, "RecipientFirstName" varchar, "RecipientEmail" varchar,
    "ExternalReference" varchar, "LocationLatitude" varchar, "DistributionChannel" varchar,
    "UserLanguage" varchar, "nps_NPS_GROUP" varchar, "nps" varchar, "why" varchar, "csat" varchar,
    "Q4" varchar, "Q5_1" varchar, "Q5_2" varchar, "1_Q6" varchar, "1_Q6_NPS_GROUP" varchar,
    "1_Q7" varchar, "2_Q6" varchar, "2_Q6_NPS_GROUP" varchar, "2_Q7" varchar, "Q4_DO" varchar,
    "Country" varchar, "Work Email" varchar, "Q_URL" varchar, "_file" varchar
);
insert into responses values
    ('Start Date', 'End Date', 'Response Type', 'IP Address', 'Progress', 'Duration (in seconds)', 'Finished', 'Recorded Date', 'Response ID', 'Recipient Last Name', 'Recipient First Name', 'Recipient Email', 'External Data Reference', 'Location Latitude', 'Distribution Channel', 'User Language', 'Would you recommend us? - Group', 'Would you recommend us?', 'Why?', 'How satisfied are you?', 'How easy was it?', 'Used - App', 'Used - Web', 'Recommend the one?', 'Recommend the one? - Group', 'Why the one?', 'Recommend the two?', 'Recommend the two? - Group', 'Why the two?', 'Order', 'Country', 'Work Email', 'Q_URL', 'jan.csv'),
    ('{"ImportId":"startDate","timeZone":"Europe/Stockholm"}', '{"ImportId":"endDate","timeZone":"Europe/Stockholm"}', '{"ImportId":"status"}', '{"ImportId":"ipAddress"}', '{"ImportId":"progress"}', '{"ImportId":"duration"}', '{"ImportId":"finished"}', '{"ImportId":"recordedDate","timeZone":"Europe/Stockholm"}', '{"ImportId":"_recordId"}', '{"ImportId":"recipientLastName"}', '{"ImportId":"recipientFirstName"}', '{"ImportId":"recipientEmail"}', '{"ImportId":"externalDataReference"}', '{"ImportId":"locationLatitude"}', '{"ImportId":"distributionChannel"}', '{"ImportId":"userLanguage"}', '{"ImportId":"QID1_NPS_GROUP"}', '{"ImportId":"QID1"}', '{"ImportId":"QID2_TEXT"}', '{"ImportId":"QID3"}', '{"ImportId":"QID4"}', '{"ImportId":"QID5","choiceId":"1"}', '{"ImportId":"QID5","choiceId":"2"}', '{"ImportId":"1_QID6"}', '{"ImportId":"1_QID6_NPS_GROUP"}', '{"ImportId":"1_QID7_TEXT"}', '{"ImportId":"2_QID6"}', '{"ImportId":"2_QID6_NPS_GROUP"}', '{"ImportId":"2_QID7_TEXT"}', '{"ImportId":"QID4_DO"}', '{"ImportId":"Country"}', '{"ImportId":"Work Email"}', '{"ImportId":"Q_URL"}', 'jan.csv');
-- The rows of answers name only what they fill.
insert into responses ("ResponseId", "EndDate", "RecordedDate", "Status", "Finished", "DistributionChannel", "UserLanguage", "RecipientEmail", "ExternalReference", "nps_NPS_GROUP", "nps", "why", "csat", "Q4", "Q5_1", "Country", "Work Email", "Q_URL", "_file") values
    ('R_zero', '2025-01-15 10:00:00', '2025-01-15 10:00:05', '0', '1', 'email', 'SV', 'One@Example.com', 'c1', '1', '0', ' ', '5', '7', '1', 'SE', 'one@example.com', 'https://example.com/?token=1', 'jan.csv'),
    ('R_edited', '2025-01-15 10:00:01', '2025-01-15 10:00:05', '0', '1', 'email', 'DE', null, 'c2', '3', '9', 'good', '4', '', '', 'DE', '', '', 'jan.csv'),
    ('R_preview', '2025-01-15 10:00:02', '2025-01-15 10:00:05', '9', '1', 'anonymous', 'EN', null, null, '2', '8', null, null, null, null, null, null, null, 'jan.csv'),
    ('R_partial', '2025-01-15 10:00:03', '2025-01-22 10:00:03', '0', '0', 'anonymous', 'EN', null, null, '2', '8', null, null, null, null, null, null, null, 'jan.csv'),
    ('R_skipped', '2025-01-15 10:00:04', '2025-01-15 10:00:05', '0', '1', 'anonymous', 'EN', null, null, null, null, 'Not asked', '3', null, null, null, null, null, 'jan.csv');
-- The second export, with labels, and -99 where a question was seen and left out.
insert into responses ("ResponseId", "nps", "nps_NPS_GROUP", "csat", "Q4", "why", "_file") values
    ('Response ID', 'Would you recommend us?', 'Would you recommend us? - Group', 'How satisfied are you?', 'How easy was it?', 'Why?', 'feb.csv'),
    ('{"ImportId":"_recordId"}', '{"ImportId":"QID1"}', '{"ImportId":"QID1_NPS_GROUP"}', '{"ImportId":"QID3"}', '{"ImportId":"QID4"}', '{"ImportId":"QID2_TEXT"}', 'feb.csv');
insert into responses ("ResponseId", "EndDate", "RecordedDate", "Status", "Finished", "DistributionChannel", "UserLanguage", "ExternalReference", "nps_NPS_GROUP", "nps", "why", "csat", "1_Q6_NPS_GROUP", "1_Q6", "1_Q7", "2_Q6_NPS_GROUP", "2_Q6", "2_Q7", "Country", "_file") values
    ('R_edited', '2025-01-15 10:00:01', '2025-02-01 10:00:00', 'IP Address', 'True', 'email', 'DE', 'c2', 'Detractor', '6', 'not so good', '2', null, null, null, null, null, null, 'DE', 'feb.csv'),
    ('R_ten', '2025-02-15 10:00:00', '2025-02-15 10:00:05', 'IP Address', 'True', 'anonymous', 'EN', null, 'Promoter', '10', 'Härlig cykel 🚲', '5 - Very satisfied', 'Promoter', '9', 'Light', 'Detractor', '0', null, null, 'feb.csv'),
    ('R_test', '2025-02-15 10:00:01', '2025-02-15 10:00:05', 'Survey Test', 'True', 'test', 'EN', null, 'Promoter', '10', null, null, null, null, null, null, null, null, null, 'feb.csv'),
    ('R_spam', '2025-02-15 10:00:02', '2025-02-15 10:00:05', 'Spam', 'True', 'anonymous', 'EN', null, 'Promoter', '10', null, null, null, null, null, null, null, null, null, 'feb.csv'),
    ('R_unseen', '2025-02-15 10:00:04', '2025-02-15 10:00:05', 'IP Address', 'True', 'anonymous', 'EN', null, '-99', '-99', '-99', '-99', '-99', '-99', '-99', null, null, null, null, 'feb.csv'),
    ('R_left', '2025-02-15 10:00:03', '2025-02-15 10:00:05', 'Imported', 'False', 'anonymous', 'EN', null, 'Promoter', '10', null, null, null, null, null, null, null, null, null, 'feb.csv'),
    ('R_cell', '15/02/2025 10:00', '15/02/2025 10:00', 'IP Address', 'True', 'anonymous', 'EN', null, 'Promoter', '10', null, null, null, null, null, null, null, null, null, 'feb.csv');
