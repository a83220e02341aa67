-- title: Why rows and files were not taken in
-- row: one reason in one file, how many rows it holds for, and an example of it
-- keys: file_name, severity, code, column_name, wanted
-- metrics: data_age
-- adds up: rows = count(*)
with counted as (
    select *, file_name as source_file
    from marts.import_issue
),
reasons as (
    select
        file_name,
        severity,
        code,
        column_name,
        wanted,
        count(*) as rows,
        min(source_row) as first_row,
        arg_min(message, coalesce(source_row, 0)) as message,
    from counted
    group by file_name, severity, code, column_name, wanted
)
select * from reasons
order by
    case severity when 'refused' then 1 when 'rejected' then 2 when 'set aside' then 3 when 'note' then 4 else 5 end,
    rows desc,
    file_name,
    code,
    column_name,
    wanted
