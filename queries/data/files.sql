-- title: The exports
-- row: a file of the exports folder
-- keys: file_name
-- metrics: data_age
-- note: Ages are counted to the as-of day here, and empty for a file of a later day; the wall counts them to today.
with counted as (
    select *, file_name as source_file, cast(null as integer) as source_row
    from marts.import_file
),
files as (
    select
        counted.*,
        case when counted.exported_on <= company.as_of then age_in_days(counted.exported_on, company.as_of) end as age_days,
    from counted
    cross join settings.company as company
)
select * from files
order by status = 'read', file_name
