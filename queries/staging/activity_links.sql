-- row: one record that an activity hangs on
select
    system,
    activity_id,
    target_kind,
    target_id,
    source_file,
    source_row,
from raw.activity_link
