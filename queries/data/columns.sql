-- title: How the columns of the exports were understood
-- row: a column of a file, with what was decided about it, the proof, and examples
-- keys: file_name, table_name, column_name, heading
-- metrics: data_age
with counted as (
    select *, file_name as source_file, cast(null as integer) as source_row
    from marts.import_column
),
columns as (
    select
        file_name,
        table_name,
        column_name,
        heading,
        decided,
        proof,
        filled,
        blank,
        examples,
    from counted
)
select * from columns
order by file_name, table_name, column_name
