-- A name that the package has too.
select 'ours' as owner
