-- SurveyMonkey as Fivetran lands it: a table for each part, with versions that end.
create table response_history (
    id bigint, survey_id varchar, collector_id varchar, recipient_id bigint,
    collection_mode varchar, response_status varchar, created_at timestamptz,
    updated_at timestamptz, total_time bigint, custom_value varchar, ip_address varchar,
    _fivetran_active boolean, _fivetran_start timestamp, _fivetran_end timestamp,
    _fivetran_synced timestamptz
);
insert into response_history values
    (900, '5001', '40', 301, 'default', 'completed', '2025-01-15 11:59:00+02', '2025-01-15 10:00:01+00', 60, 'gold', '192.0.2.1', true, '2025-01-15 10:00:01', '9999-12-31 23:59:59', '2025-02-01 11:00:00+00'),
    (901, '5001', '41', null, 'default', 'completed', '2025-01-15 10:00:01+00', '2025-01-15 10:00:01+00', 0, '', '192.0.2.1', false, '2025-01-15 10:00:01', '2025-01-16 10:00:00', '2025-02-01 11:00:00+00'),
    (901, '5001', '41', null, 'default', 'completed', '2025-01-15 10:00:01+00', '2025-01-16 10:00:00+00', 0, '', '192.0.2.1', true, '2025-01-16 10:00:00', '9999-12-31 23:59:59', '2025-02-02 11:00:00+00'),
    (902, '5001', '40', 302, 'default', 'completed', '2025-01-15 10:00:02+00', '2025-01-15 10:00:02+00', 0, null, '192.0.2.1', false, '2025-01-15 10:00:02', '2025-01-17 10:00:00', '2025-02-01 11:00:00+00'),
    (903, '5001', '40', null, 'preview', 'completed', '2025-01-15 10:00:03+00', '2025-01-15 10:00:03+00', 0, null, '192.0.2.1', true, '2025-01-15 10:00:03', '9999-12-31 23:59:59', '2025-02-01 11:00:00+00'),
    (904, '5001', '40', null, 'default', 'partial', '2025-01-15 10:00:04+00', '2025-01-15 10:00:04+00', 0, null, '192.0.2.1', true, '2025-01-15 10:00:04', '9999-12-31 23:59:59', '2025-02-01 11:00:00+00'),
    (905, '5001', '40', 303, 'default', 'completed', '2025-01-15 10:00:05+00', null, null, null, '192.0.2.1', true, '2025-01-15 10:00:05', '9999-12-31 23:59:59', '2025-02-01 11:00:00+00'),
    (906, '5001', '40', null, 'data_entry', 'completed', '2025-01-15 10:00:06+00', '2025-01-15 10:00:06+00', 0, null, '192.0.2.1', true, '2025-01-15 10:00:06', '9999-12-31 23:59:59', '2025-02-01 11:00:00+00');
create table response_answer (
    index bigint, question_id varchar, response_id bigint, response_page_id varchar,
    choice_id varchar, col_id varchar, other_id varchar, row_id varchar, text varchar,
    tag_data json, _fivetran_deleted boolean, _fivetran_synced timestamptz
);
insert into response_answer (response_id, response_page_id, question_id, index, choice_id, row_id, text, _fivetran_deleted) values
    (900, '51', '62', 0, null, null, 'second', false),
    (900, '50', '61', 0, '6100', '70', null, false),
    (900, '50', '63', 0, null, null, 'first 🚲', false),
    (900, '51', '65', 0, '6505', '71', null, false),
    (900, '51', '65', 1, '6501', '72', null, false),
    (900, '51', '64', 0, '6407', '73', null, false),
    (901, '50', '61', 0, '6110', '70', null, null),
    (901, '51', '65', 0, '6503', '71', null, null),
    (902, '50', '61', 0, '6109', '70', null, false),
    (903, '50', '61', 0, '6109', '70', null, false),
    (904, '50', '61', 0, '6108', '70', null, false),
    (905, '50', '63', 0, null, null, ' ', false),
    (906, '50', '61', 0, '6103', '70', null, true),
    (906, '50', '61', 1, '6107', '70', null, false);
create table survey_page_history (
    id varchar, survey_id varchar, position bigint, title varchar, _fivetran_active boolean, _fivetran_synced timestamptz
);
insert into survey_page_history values
    ('50', '5001', 2, '', false, '2025-01-01 11:00:00+00'),
    ('50', '5001', 1, '', true, '2025-02-01 11:00:00+00'),
    ('51', '5001', 2, '', true, '2025-02-01 11:00:00+00');
create table question_history (
    id varchar, survey_page_id varchar, family varchar, subtype varchar, position bigint,
    visible boolean, _fivetran_active boolean, _fivetran_synced timestamptz
);
insert into question_history values
    ('61', '51', 'matrix', 'rating', 9, true, false, '2025-01-01 11:00:00+00'),
    ('61', '50', 'matrix', 'rating', 1, true, true, '2025-02-01 11:00:00+00'),
    ('62', '51', 'open_ended', 'essay', 1, true, true, '2025-02-01 11:00:00+00'),
    ('63', '50', 'open_ended', 'essay', 2, true, true, '2025-02-01 11:00:00+00'),
    ('64', '51', 'matrix', 'rating', 2, true, true, '2025-02-01 11:00:00+00'),
    ('65', '51', 'matrix', 'rating', 3, true, true, '2025-02-01 11:00:00+00');
create table question_heading_history (question_id varchar, index bigint, heading varchar, _fivetran_active boolean);
insert into question_heading_history values
    ('61', 0, 'Would you recommend bikes?', false), ('61', 0, 'Would you recommend us?', true);
create table question_option_history (
    id varchar, question_id varchar, position integer, text varchar, weight integer, is_na boolean,
    visible boolean, quiz_option_score integer, _fivetran_active boolean, _fivetran_synced timestamptz
);
insert into question_option_history
select
    cast(6100 + score as varchar), '61', score + 1,
    case score when 0 then 'Not at all likely - 0' when 10 then 'Extremely likely - 10' else cast(score as varchar) end,
    case when score < 7 then -100 when score < 9 then 0 else 100 end, false, true, 0, true, '2025-02-01 11:00:00+00'
from range(11) as scores (score)
union all
select
    cast(6100 + score as varchar), '61', 11 - score, cast(10 - score as varchar), 1, false, true, 0, false,
    '2025-01-01 11:00:00+00'
from range(11) as scores (score)
union all
select cast(6400 + score as varchar), '64', score + 1, cast(score as varchar), 1, false, true, 0, true, '2025-02-01 11:00:00+00'
from range(11) as scores (score)
union all
select cast(6506 - stars as varchar), '65', stars, 'word', 6 - stars, false, true, 0, true, '2025-02-01 11:00:00+00'
from range(1, 6) as scores (stars);
create table sub_question_history (
    id varchar, question_id varchar, position integer, text varchar, type varchar, visible boolean,
    _fivetran_active boolean, _fivetran_synced timestamptz
);
insert into sub_question_history values
    ('70', '61', 1, '', 'row', true, true, '2025-02-01 11:00:00+00'),
    ('70', '61', 1, 'old', 'row', true, false, '2025-01-01 11:00:00+00'),
    ('71', '65', 1, 'Shop', 'row', true, true, '2025-02-01 11:00:00+00'),
    ('72', '65', 2, 'Workshop', 'row', true, true, '2025-02-01 11:00:00+00'),
    ('73', '64', 1, '', 'row', true, true, '2025-02-01 11:00:00+00'),
    ('74', '64', 1, 'Other', 'other', true, true, '2025-02-01 11:00:00+00');
create table survey_history (id varchar, title varchar, language varchar, _fivetran_active boolean);
insert into survey_history values ('5001', 'Bikes', 'sv', false), ('5001', 'Bikes', 'en', true);
create table recipient (id varchar, email varchar, custom_field_1 varchar, phone_number varchar);
insert into recipient values ('301', 'One@Example.com', 'One', ''), ('302', 'two@example.com', 'Two', ''), ('303', '', '', '');
create table collector (id varchar, survey_id varchar, type varchar);
insert into collector values ('40', '5001', 'email'), ('41', '5001', 'weblink');
