-- title: Files that were given back
-- row: a file that was refused, with the reason, and the cell that the reader asks about
-- keys: file_name
-- metrics: data_age
with counted as (
    select *, file_name as source_file
    from marts.import_issue
    where severity = 'refused'
),
refusals as (
    select
        file_name,
        source_row,
        code,
        column_name,
        found,
        message,
    from counted
)
select * from refusals
order by file_name, source_row
