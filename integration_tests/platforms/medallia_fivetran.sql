-- Medallia as Fivetran lands it, feedback_history in history mode.
create table feedback_history (
    id bigint, a_unit_identifier varchar, e_creationdate timestamptz, e_expirationdate timestamptz,
    e_lastupdated timestamptz, e_responsedate timestamptz, e_status varchar,
    _fivetran_start timestamptz, _fivetran_end timestamptz, _fivetran_active boolean, _fivetran_synced timestamptz
);
insert into feedback_history values
    (1, 'S1', '2025-01-10 09:00:00+00', null, '2025-01-15 10:00:00+00', '2025-01-15 10:00:00+00', 'COMPLETED',
        '2025-01-15 10:00:00+00', '9999-12-31 23:59:59+00', true, '2025-01-15 11:00:00+00'),
    (2, null, '2025-01-10 09:00:00+00', null, null, '2025-01-15 02:00:01-08', 'COMPLETED',
        '2025-01-15 10:00:01+00', '9999-12-31 23:59:59+00', true, '2025-01-15 11:00:00+00'),
    -- Versions: excluded first, then not, and the answer was edited.
    (3, 'S2', '2025-01-10 09:00:00+00', null, '2025-01-15 10:00:02+00', '2025-01-15 10:00:02+00', 'EXCLUDED',
        '2025-01-15 10:00:02+00', '2025-01-16 10:00:02+00', false, '2025-01-15 11:00:00+00'),
    (3, 'S2', '2025-01-10 09:00:00+00', null, '2025-01-16 10:00:02+00', '2025-01-15 10:00:02+00', 'COMPLETED',
        '2025-01-16 10:00:02+00', '9999-12-31 23:59:59+00', true, '2025-01-16 11:00:00+00'),
    (4, 'S2', '2025-01-10 09:00:00+00', null, '2025-01-15 10:00:03+00', '2025-01-15 10:00:03+00', 'AUTOEXCLUDED',
        '2025-01-15 10:00:03+00', '9999-12-31 23:59:59+00', true, '2025-01-15 11:00:00+00'),
    (5, 'S2', '2025-01-10 09:00:00+00', null, '2025-01-15 10:00:04+00', '2025-01-15 10:00:04+00', 'COMPLETED',
        '2025-01-15 10:00:04+00', '9999-12-31 23:59:59+00', true, '2025-01-15 11:00:00+00'),
    -- Of another program, the first without an answer to its NPS question.
    (6, 'S9', '2025-01-10 09:00:00+00', null, '2025-01-15 10:00:05+00', '2025-01-15 10:00:05+00', 'COMPLETED',
        '2025-01-15 10:00:05+00', '9999-12-31 23:59:59+00', true, '2025-01-15 11:00:00+00'),
    (7, 'S9', '2025-01-10 09:00:00+00', null, '2025-01-15 10:00:06+00', '2025-01-15 10:00:06+00', 'COMPLETED',
        '2025-01-15 10:00:06+00', '9999-12-31 23:59:59+00', true, '2025-01-15 11:00:00+00'),
    -- Invited, and silent.
    (8, 'S1', '2025-01-10 09:00:00+00', null, '2025-01-10 09:00:00+00', null, 'INVITED',
        '2025-01-10 09:00:00+00', '9999-12-31 23:59:59+00', true, '2025-01-15 11:00:00+00');
create table feedback_answer (
    feedback_id bigint, question_id varchar, value varchar, rank integer, _fivetran_synced timestamptz
);
insert into feedback_answer values
    (1, 'e_nps', '0', 1, '2025-01-15 11:00:00+00'),
    (1, 'e_comment', ' ', 1, '2025-01-15 11:00:00+00'),
    (1, 'a_customerid', 'c1', 1, '2025-01-15 11:00:00+00'),
    (1, 'e_email', 'One@example.com', 1, '2025-01-15 11:00:00+00'),
    (1, 'e_first_name', 'Some', 1, '2025-01-15 11:00:00+00'),
    (1, 'a_survey_channel', 'SMS', 1, '2025-01-15 11:00:00+00'),
    (2, 'e_nps', '10', 1, '2025-01-15 11:00:00+00'),
    (2, 'e_comment', 'Härlig cykel 🚲', 1, '2025-01-15 11:00:00+00'),
    (2, 'a_customerid', '7', 1, '2025-01-15 11:00:00+00'),
    (2, 'e_plan', 'Plus', 1, '2025-01-15 11:00:00+00'),
    (2, 'k_regions', 'South', 2, '2025-01-15 11:00:00+00'),
    (2, 'k_regions', 'North', 1, '2025-01-15 11:00:00+00'),
    (2, 'e_ease', '10', 1, '2025-01-15 11:00:00+00'),
    (2, 'e_visit_comment', 'Long' || chr(10) || 'story', 1, '2025-01-15 11:00:00+00'),
    (3, 'e_nps', '9', 1, '2025-01-15 11:00:00+00'),
    (3, 'e_nps', '6', 1, '2025-01-16 11:00:00+00'),
    (3, 'e_comment', 'good', 1, '2025-01-15 11:00:00+00'),
    (3, 'e_comment', 'bad', 1, '2025-01-16 11:00:00+00'),
    (4, 'e_nps', '9', 1, '2025-01-15 11:00:00+00'),
    (5, 'e_nps', '9', 1, '2025-01-15 11:00:00+00'),
    (5, 'e_development_cycle_alt', '1', 1, '2025-01-15 11:00:00+00'),
    (6, 'e_csat', '5', 1, '2025-01-15 11:00:00+00'),
    (6, 'a_survey_program', 'retail', 1, '2025-01-15 11:00:00+00'),
    (7, 'x_e_nps', '7', 1, '2025-01-15 11:00:00+00'),
    (7, 'e_csat', '2', 1, '2025-01-15 11:00:00+00'),
    (7, 'a_survey_program', 'retail', 1, '2025-01-15 11:00:00+00');
create table unit (id bigint, identifier varchar, name varchar, city varchar, timezone varchar);
insert into unit values
    (11, 'S1', 'Main street', 'Lund', 'Europe/Stockholm'),
    (12, 'S1', 'Main street', 'Lund', 'Europe/Stockholm'),
    (13, 'S2', 'Harbour', null, 'Europe/Stockholm');
create table survey_program (id varchar, name varchar, activation_date timestamptz, _fivetran_deleted boolean);
insert into survey_program values ('retail', 'Retail relationship', '2024-01-01 00:00:00+00', false);
