-- title: Rows and files that were not taken in
-- row: a row, cell or file that was rejected, repeated, refused or set aside, with the reason
-- keys: file_name, source_row
-- metrics: data_age
with counted as (
    select *, file_name as source_file
    from marts.import_issue
),
issues as (
    select
        file_name,
        source_row,
        column_name,
        severity,
        code,
        wanted,
        found,
        message,
    from counted
)
select * from issues
order by
    case severity when 'refused' then 1 when 'rejected' then 2 when 'note' then 3 when 'set aside' then 4 else 5 end,
    file_name,
    source_row
