-- title: Control totals
-- row: a money column of a file that was read
-- keys: file_name, column_name
-- metrics: data_age
with counted as (
    select
        files.file_name,
        files.file_name as source_file,
        cast(null as integer) as source_row,
        files.table_name,
        files.rows_kept,
        unnest(json_keys(files.totals)) as column_name,
        files.totals,
    from marts.import_file as files
    where files.status = 'read' and files.totals is not null
),
totals as (
    select
        file_name,
        table_name,
        rows_kept as rows,
        column_name,
        cast(json_extract_string(totals, '$."' || column_name || '"') as decimal(18, 2)) as total,
    from counted
)
select * from totals
order by file_name, column_name
