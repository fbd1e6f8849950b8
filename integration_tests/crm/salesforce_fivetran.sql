-- Salesforce as Fivetran lands it in history mode: one row for each state.
create table contact (
    id varchar, email varchar, account_id varchar, owner_id varchar, mailing_country varchar,
    title varchar, lead_source varchar, master_record_id varchar, is_deleted boolean, name varchar,
    created_date timestamptz, last_modified_date timestamptz, _fivetran_active boolean,
    _fivetran_start timestamptz, _fivetran_end timestamptz, _fivetran_synced timestamptz
);
insert into contact values
    ('003A', 'old@example.com', '001A', '005A', 'Sweden', 'Buyer', 'Web', null, false, 'Ada', '2024-01-01 00:00:00+00', '2024-01-01 00:00:00+00', false, '2024-01-01 00:00:00+00', '2024-05-31 23:59:59+00', '2024-06-01 00:00:00+00'),
    ('003A', 'Ada@Example.com', '001A', '005A', 'Sweden', 'Head of Finance', 'Web', null, false, 'Ada', '2024-01-01 00:00:00+00', '2024-06-01 02:00:00+02', true, '2024-06-01 00:00:00+00', '9999-12-31 23:59:59+00', '2024-06-01 00:00:00+00'),
    -- Merged into the first: deleted, with the same address.
    ('003B', 'ada@example.com', '001A', '005A', '', null, 'null', '003A', true, 'Ada', '2024-02-01 00:00:00+00', '2024-06-02 00:00:00+00', true, '2024-06-02 00:00:00+00', '9999-12-31 23:59:59+00', '2024-06-02 00:00:00+00'),
    ('003C', null, null, null, null, null, null, null, null, 'Bo', null, null, null, null, null, '2024-06-02 00:00:00+00');
create table account (
    id varchar, name varchar, parent_id varchar, industry varchar, type varchar, rating varchar,
    billing_country varchar, owner_id varchar, number_of_employees integer, annual_revenue double,
    master_record_id varchar, is_deleted boolean, created_date timestamptz,
    last_modified_date timestamptz, _fivetran_active boolean, _fivetran_synced timestamptz
);
insert into account values
    ('001A', 'Cykel', null, 'Retail', 'Prospect', 'Warm', 'Sweden', '005A', 10, 1000000, null, false, '2024-01-01 00:00:00+00', '2024-01-01 00:00:00+00', false, '2024-06-01 00:00:00+00'),
    ('001A', 'Cykel & Söner', '001P', 'Retail', 'Customer', 'Hot', 'Sweden', '005A', 12, 1250000.5, null, false, '2024-01-01 00:00:00+00', '2024-06-01 00:00:00+00', true, '2024-06-01 00:00:00+00'),
    ('001P', 'Hjul', null, null, null, null, null, null, 0, 0, null, true, '2023-01-01 00:00:00+00', '2024-06-01 00:00:00+00', true, '2024-06-01 00:00:00+00');
