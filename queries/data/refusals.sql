-- title: Files that were given back
-- row: a file that was refused, with the reason, and the cell that the reader asks about
-- keys: file_name
-- metrics: data_age
with counted as (
    select issues.*, issues.file_name as source_file, files.system
    from marts.import_issue as issues
    left join marts.import_file as files on files.file_name = issues.file_name
    where issues.severity = 'refused'
),
refusals as (
    select
        file_name,
        system,
        source_row,
        code,
        column_name,
        found,
        message,
    from counted
)
select * from refusals
order by file_name, source_row
