-- title: The exports
-- row: a file of the exports folder
-- keys: file_name
-- metrics: data_age
-- note: Ages are counted to the as-of day here; the header of the wall counts them to today.
with counted as (
    select *, file_name as source_file, cast(null as integer) as source_row
    from marts.import_file
),
files as (
    select
        counted.*,
        age_in_days(counted.exported_on, company.as_of) as age_days,
    from counted
    cross join settings.company as company
)
select * from files
order by status = 'read', file_name
