-- title: Every row of every export is kept, repeated, rejected with a reason, or named as no record
-- harm: A row that vanished without a word makes every number wrong by an unknown amount.
select file_name as source_file, cast(null as integer) as source_row, rows_read, rows_kept, rows_repeated, rows_rejected, rows_not_data
from marts.import_file
where rows_read <> rows_kept + rows_repeated + rows_rejected + rows_not_data
