-- Qualtrics as Fivetran lands it: related tables, times without a zone, ids of
-- questions that are unique within a survey only.
create table survey_response (
    id varchar, survey_id varchar, status integer, finished integer, progress integer,
    distribution_channel varchar, start_date timestamp, end_date timestamp, recorded_date timestamp,
    last_modified_date timestamp, user_language varchar, recipient_email varchar,
    recipient_first_name varchar, _fivetran_synced timestamp, _fivetran_deleted boolean
);
insert into survey_response values
    -- SV_bikes: the ready-made NPS question, a text, an undeclared slider.
    ('R_zero', 'SV_bikes', 0, 1, 100, 'email', '2025-01-15 09:50:00', '2025-01-15 10:00:00', '2025-01-22 10:00:00', '2025-01-22 10:00:00', 'SV', 'One@Example.com', 'Una', '2025-01-22 11:00:00', false),
    ('R_ten', 'SV_bikes', 0, 1, 100, 'anonymous', '2025-01-15 09:50:01', '2025-01-15 10:00:01.5', '2025-01-15 10:00:02', null, 'DE', null, null, '2025-01-15 11:00:00', false),
    ('R_preview', 'SV_bikes', 1, 1, 100, 'anonymous', '2025-01-15 09:50:02', '2025-01-15 10:00:02', '2025-01-15 10:00:02', '2025-01-15 10:00:02', 'EN', null, null, '2025-01-15 11:00:00', false),
    ('R_previewed', 'SV_bikes', 0, 1, 100, 'preview', '2025-01-15 09:50:03', '2025-01-15 10:00:03', '2025-01-15 10:00:03', '2025-01-15 10:00:03', 'EN', null, null, '2025-01-15 11:00:00', false),
    ('R_test', 'SV_bikes', 2, 1, 100, 'anonymous', '2025-01-15 09:50:04', '2025-01-15 10:00:04', '2025-01-15 10:00:04', '2025-01-15 10:00:04', 'EN', null, null, '2025-01-15 11:00:00', false),
    ('R_spam', 'SV_bikes', 24, 1, 100, 'anonymous', '2025-01-15 09:50:05', '2025-01-15 10:00:05', '2025-01-15 10:00:05', '2025-01-15 10:00:05', 'EN', null, null, '2025-01-15 11:00:00', false),
    ('R_imported', 'SV_bikes', 36, 1, 100, 'gl', '2025-01-15 09:50:06', '2025-01-15 10:00:06', '2025-01-15 10:00:06', '2025-01-15 10:00:06', 'EN', null, null, '2025-01-15 11:00:00', false),
    ('R_partial', 'SV_bikes', 0, 0, 40, 'email', '2025-01-15 09:50:07', '2025-01-15 10:00:07', '2025-01-22 10:00:07', '2025-01-22 10:00:07', 'EN', 'two@example.com', null, '2025-01-22 11:00:00', false),
    ('R_skipped', 'SV_bikes', 0, 1, 100, 'email', '2025-01-15 09:50:08', '2025-01-15 10:00:08', '2025-01-15 10:00:08', '2025-01-15 10:00:08', 'EN', 'three@example.com', null, '2025-01-15 11:00:00', false),
    ('R_gone', 'SV_bikes', 0, 1, 100, 'email', '2025-01-15 09:50:09', '2025-01-15 10:00:09', '2025-01-15 10:00:09', '2025-01-15 10:00:09', 'EN', 'four@example.com', null, '2025-01-16 11:00:00', true),
    ('R_unseen', 'SV_bikes', 0, 1, 100, 'email', '2025-01-15 09:50:10', '2025-01-15 10:00:10', '2025-01-15 10:00:10', '2025-01-15 10:00:10', 'EN', null, null, '2025-01-15 11:00:00', false),
    ('R_mailed', 'SV_bikes', 0, 1, 100, 'email', '2025-01-15 09:50:11', '2025-01-15 10:00:11', '2025-01-15 10:00:11', '2025-01-15 10:00:11', 'EN', 'one@example.com', null, '2025-01-15 11:00:00', false),
    -- SV_service: NPS and a declared CSAT; the same ids of questions.
    ('R_both', 'SV_service', 16, 1, 100, 'sms', '2025-02-15 09:50:00', '2025-02-15 10:00:00', '2025-02-15 10:00:00', '2025-02-15 10:00:00', 'EN', null, null, '2025-02-15 11:00:00', false),
    ('R_half', 'SV_service', 0, 1, 100, 'sms', '2025-02-15 09:50:01', '2025-02-15 10:00:01', '2025-02-15 10:00:01', '2025-02-15 10:00:01', 'EN', null, null, '2025-02-15 11:00:00', false),
    -- SV_made: a hand-made question from 0 to 10, declared as NPS, and one that is not.
    ('R_made0', 'SV_made', 0, 1, 100, 'email', '2025-03-15 09:50:00', '2025-03-15 10:00:00', '2025-03-15 10:00:00', '2025-03-15 10:00:00', 'EN', null, null, '2025-03-15 11:00:00', false),
    ('R_made8', 'SV_made', 0, 1, 100, 'email', '2025-03-15 09:50:01', '2025-03-15 10:00:01', '2025-03-15 10:00:01', '2025-03-15 10:00:01', 'EN', null, null, '2025-03-15 11:00:00', false),
    ('R_made10', 'SV_made', 0, 1, 100, 'email', '2025-03-15 09:50:02', '2025-03-15 10:00:02', '2025-03-15 10:00:02', '2025-03-15 10:00:02', 'EN', null, null, '2025-03-15 11:00:00', false),
    -- SV_loops: the NPS question once for each product.
    ('R_looped', 'SV_loops', 0, 1, 100, 'email', '2025-04-15 09:50:00', '2025-04-15 10:00:00', '2025-04-15 10:00:00', '2025-04-15 10:00:00', 'EN', null, null, '2025-04-15 11:00:00', false),
    ('R_unlooped', 'SV_loops', 0, 1, 100, 'email', '2025-04-15 09:50:01', '2025-04-15 10:00:01', '2025-04-15 10:00:01', '2025-04-15 10:00:01', 'EN', null, null, '2025-04-15 11:00:00', false);

create table question (
    id varchar, survey_id varchar, question_type varchar, selector varchar, sub_selector varchar,
    data_export_tag varchar, question_text varchar, _fivetran_deleted boolean
);
insert into question values
    ('QID1', 'SV_bikes', 'MC', 'NPS', null, 'nps', 'Would you recommend us?', false),
    ('QID2', 'SV_bikes', 'TE', 'ML', null, 'why', 'Why?', false),
    ('QID3', 'SV_bikes', 'Slider', 'HSLIDER', null, 'rides', 'Rides per week', false),
    ('QID4', 'SV_bikes', 'TE', 'FORM', null, 'who', 'Who are you?', false),
    ('QID5', 'SV_bikes', 'MC', 'NPS', null, 'old', 'Would you recommend us, formerly?', true),
    ('QID10', 'SV_bikes', 'TE', 'SL', null, 'else', 'Anything else?', false),
    ('QID1', 'SV_service', 'MC', 'SAVR', 'TX', 'csat', 'How satisfied are you?', false),
    ('QID2', 'SV_service', 'MC', 'NPS', null, 'nps', 'Would you recommend us?', false),
    ('QID3', 'SV_service', 'MC', 'MAVR', 'TX', 'used', 'What did you use?', false),
    ('QID7', 'SV_made', 'MC', 'SAHR', 'TX', 'ltr', 'How likely are you to recommend us?', false),
    ('QID8', 'SV_made', 'Matrix', 'Likert', 'SingleAnswer', 'rate', 'Rate us', false),
    ('QID1', 'SV_loops', 'MC', 'NPS', null, 'nps', 'Would you recommend it?', false),
    ('QID2', 'SV_loops', 'TE', 'ML', null, 'why', 'Why?', false);

create table question_option (
    key varchar, question_id varchar, survey_id varchar, recode_value varchar, text varchar,
    _fivetran_deleted boolean
);
insert into question_option
select cast(number as varchar), 'QID1', 'SV_bikes', null, cast(number as varchar), false
from range(0, 11) as numbers (number);
-- The keys, and the codes that Qualtrics gives by itself, are one more than the number.
insert into question_option
select
    cast(number + 1 as varchar), 'QID7', 'SV_made', cast(number + 1 as varchar),
    case number when 0 then '0 - Not at all likely' when 10 then '10 - Extremely likely' else cast(number as varchar) end,
    false
from range(0, 11) as numbers (number);
insert into question_option values
    ('1', 'QID1', 'SV_service', '1', 'Very dissatisfied', false),
    ('2', 'QID1', 'SV_service', '5', 'Very satisfied', false);

create table question_response (
    _fivetran_id varchar, response_id varchar, question_id varchar, question varchar,
    question_option_key varchar, sub_question_key varchar, sub_question_text varchar,
    loop_id varchar, value varchar, text varchar, _fivetran_synced timestamp
);
insert into question_response values
    ('a1', 'R_zero', 'QID1', 'Would you recommend us?', '0', null, null, null, '0', null, '2025-01-15 11:00:00'),
    ('a2', 'R_zero', 'QID2', 'Why?', null, null, null, null, null, ' ', '2025-01-15 11:00:00'),
    ('a3', 'R_zero', 'QID3', 'Rides per week', null, '1', 'By day', null, '7', null, '2025-01-15 11:00:00'),
    -- Not the score: what Qualtrics makes of it.
    ('a4', 'R_ten', 'QID1', 'Would you recommend us?', null, null, null, null, '3', 'Promoter', '2025-01-15 11:00:00'),
    ('a5', 'R_ten', 'QID1', 'Would you recommend us?', null, null, null, null, '10', '10', '2025-01-15 11:00:00'),
    ('a6', 'R_ten', 'QID10', 'Anything else?', null, null, null, null, null, 'No.', '2025-01-15 11:00:00'),
    ('a7', 'R_ten', 'QID2', 'Why?', null, null, null, null, null, 'Härlig cykel 🚲', '2025-01-15 11:00:00'),
    ('a8', 'R_ten', 'QID4', 'Who are you?', null, '1', 'Name', null, null, 'Due Example', '2025-01-15 11:00:00'),
    ('a9', 'R_preview', 'QID1', 'Would you recommend us?', '9', null, null, null, '9', null, '2025-01-15 11:00:00'),
    ('b1', 'R_previewed', 'QID1', 'Would you recommend us?', '9', null, null, null, '9', null, '2025-01-15 11:00:00'),
    ('b2', 'R_test', 'QID1', 'Would you recommend us?', '9', null, null, null, '9', null, '2025-01-15 11:00:00'),
    ('b3', 'R_spam', 'QID1', 'Would you recommend us?', '9', null, null, null, '9', null, '2025-01-15 11:00:00'),
    ('b4', 'R_imported', 'QID1', 'Would you recommend us?', null, null, null, null, '6', null, '2025-01-15 11:00:00'),
    ('b5', 'R_imported', 'QID1_NPS_GROUP', 'Would you recommend us?', null, null, null, null, '1', null, '2025-01-15 11:00:00'),
    ('b6', 'R_partial', 'QID1', 'Would you recommend us?', null, null, null, null, '3', null, '2025-01-15 11:00:00'),
    ('b7', 'R_gone', 'QID1', 'Would you recommend us?', null, null, null, null, '8', null, '2025-01-15 11:00:00'),
    ('b8', 'R_gone', 'QID5', 'Would you recommend us, formerly?', null, null, null, null, '7', null, '2025-01-15 11:00:00'),
    -- Seen, and left out.
    ('b9', 'R_unseen', 'QID1', 'Would you recommend us?', null, null, null, null, '-99', null, '2025-01-15 11:00:00'),
    ('ba', 'R_unseen', 'QID2', 'Why?', null, null, null, null, null, '-99', '2025-01-15 11:00:00'),
    ('bb', 'R_mailed', 'QID1', 'Would you recommend us?', null, null, null, null, '9', null, '2025-01-15 11:00:00'),
    ('c1', 'R_both', 'QID1', 'How satisfied are you?', null, null, null, null, '5', null, '2025-02-15 11:00:00'),
    ('c2', 'R_both', 'QID2', 'Would you recommend us?', null, null, null, null, '9', null, '2025-02-15 11:00:00'),
    ('c3', 'R_both', 'QID3', 'What did you use?', '1', null, null, null, '1', null, '2025-02-15 11:00:00'),
    ('c4', 'R_both', 'QID3', 'What did you use?', '2', null, null, null, '2', null, '2025-02-15 11:00:00'),
    ('c5', 'R_half', 'QID1', 'How satisfied are you?', '1', null, null, null, '1', null, '2025-02-15 11:00:00'),
    ('d1', 'R_made0', 'QID7', 'How likely are you to recommend us?', '1', null, null, null, '1', null, '2025-03-15 11:00:00'),
    ('d2', 'R_made8', 'QID7', 'How likely are you to recommend us?', null, null, null, null, '9', null, '2025-03-15 11:00:00'),
    ('d3', 'R_made10', 'QID7', 'How likely are you to recommend us?', '11', null, null, null, '11', null, '2025-03-15 11:00:00'),
    ('d4', 'R_made10', 'QID8', 'Rate us', null, '2', 'Speed', null, '5', null, '2025-03-15 11:00:00'),
    ('d5', 'R_made10', 'QID8', 'Rate us', null, '3', 'Price', null, '4', null, '2025-03-15 11:00:00'),
    ('e1', 'R_looped', 'QID1', 'Would you recommend it?', null, null, null, '1', '10', null, '2025-04-15 11:00:00'),
    ('e2', 'R_looped', 'QID1', 'Would you recommend it?', null, null, null, '2', '0', null, '2025-04-15 11:00:00'),
    ('e3', 'R_looped', 'QID2', 'Why?', null, null, null, '2', null, 'It squeaks', '2025-04-15 11:00:00');

create table survey_embedded_data (
    response_id varchar, import_id varchar, key varchar, value varchar, _fivetran_synced timestamp
);
insert into survey_embedded_data values
    ('R_zero', 'Country', 'Country', 'SE', '2025-01-15 11:00:00'),
    ('R_zero', 'touchpoint', 'touchpoint', 'repair', '2025-01-15 11:00:00'),
    ('R_zero', 'First Name', 'First Name', 'Una', '2025-01-15 11:00:00'),
    ('R_ten', 'country', 'country', '', '2025-01-15 11:00:00'),
    ('R_imported', 'Plan', 'Plan', 'Plus', '2025-01-15 11:00:00');

-- A test mail brought R_mailed.
create table distribution (id varchar, request_type varchar, request_status varchar, survey_link_survey_id varchar);
insert into distribution values
    ('EMD_1', 'Invite', 'Done', 'SV_bikes'), ('EMD_2', 'TestEmail', 'Done', 'SV_bikes'), ('EMD_2', 'TestEmail', 'Done', 'SV_bikes');
create table distribution_contact (distribution_id varchar, contact_id varchar, response_id varchar, sent_at timestamp);
insert into distribution_contact values
    ('EMD_1', 'CID_1', 'R_zero', '2025-01-14 10:00:00'), ('EMD_1', 'CID_2', null, '2025-01-14 10:00:00'),
    ('EMD_2', 'CID_1', 'R_mailed', '2025-01-14 10:00:00'), ('EMD_2', 'CID_2', null, '2025-01-14 10:00:00');
