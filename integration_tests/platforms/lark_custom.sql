-- Lark Base as a script lands it: milliseconds, cells as the API gives them.
create table records (
    record_id varchar, fields json, created_time bigint, last_modified_time bigint,
    table_id varchar, app_token varchar
);
insert into records values
    ('rec0', '{"Would you recommend us?": 0, "Service": "5", "Country": "SE", "Comment": [{"text": " ", "type": "text"}],
        "Respondent ID": [{"text": "p1", "type": "text"}],
        "Email": [{"link": "mailto:One@example.com", "text": "One@example.com", "type": "url"}],
        "Plans": ["Plus", "Team"], "Due": 1737021600000}', 1736935200000, 1736935200000, 'tbl_shop', 'app1'),
    -- Ids of records differ in capitals alone.
    ('REC0', '{"Would you recommend us?": 10, "Service": "4", "Respondent ID": [{"text": "p2", "type": "text"}],
        "Feedback": [{"text": "Härlig ", "type": "text"}, {"text": "cykel 🚲", "type": "text"}],
        "Channel": {"type": 3, "value": ["E-mail"]}, "Owner": [{"id": "ou_1", "name": "Nobody"}],
        "Name": [{"text": "Some Body", "type": "text"}], "Open tickets": 2, "Photo": []}',
        1736935201000, 1736935201000, 'tbl_shop', 'app1'),
    ('rec_edited', '{"Would you recommend us?": 9, "Service": "3"}', 1736935202000, 1736935202000, 'tbl_shop', 'app1'),
    ('rec_edited', '{"Would you recommend us?": 6, "Service": "3"}', 1736935202000, 1737021602000, 'tbl_shop', 'app1'),
    ('rec_skipped', '{"Service": "2"}', 1736935203000, 1736935203000, 'tbl_shop', 'app1'),
    ('rec_half', '{"Would you recommend us?": 8.5, "Service": "1"}', 1736935204000, null, 'tbl_shop', 'app1'),
    -- Imported later: a field of that name says when it was answered.
    ('rec_imported', '{"Would you recommend us?": 7, "Service": "1", "Responded at": 1736848800500}',
        1736935205000, 1736935205000, 'tbl_shop', 'app1'),
    -- Rows that nobody filled.
    ('rec_empty', '{}', 1736935206000, 1736935206000, 'tbl_shop', 'app1'),
    ('rec_blank', '{"Would you recommend us?": null, "Done": false, "Sum": {"type": 2, "value": [0]}, "Photo": []}',
        1736935207000, 1736935207000, 'tbl_shop', 'app1'),
    -- A table without an id is a survey of the connection's name.
    ('rec_formula', '{"NPS": {"type": 2, "value": [8]}, "Comment": "[no] segments"}', 1736935208000, 1736935208000, null, null);
