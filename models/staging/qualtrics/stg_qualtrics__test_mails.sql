{{ config(enabled=is_enabled('qualtrics')) }}

with

distributions as (

    {{ platform_table('qualtrics', 'distribution') }}

),

contacts as (

    {{ platform_table('qualtrics', 'distribution_contact') }}

),

answered_tests as (

    select distinct
        contacts.source_system,
        contacts.response_id
    from contacts
    inner join distributions
        on
            contacts.source_system = distributions.source_system
            and contacts.distribution_id = distributions.id
    where
        distributions.request_type = 'TestEmail'
        and contacts.response_id is not null

)

select * from answered_tests
