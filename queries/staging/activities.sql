-- row: a call, mail, meeting, task or note
-- note: touched_at is the first of the times that say when it took place: finished, begun, made (for a call or mail logged
--   when it was done), planned day. A day without a time of day becomes midnight.
select
    system,
    activity_id,
    activity_type,
    direction,
    subject,
    owner_id,
    owner_name,
    person_key(owner_name) as owner_key,
    coalesce(is_done, started_at is not null) as is_done,
    coalesce(
        done_at,
        started_at,
        case when due_on is null or cast(created_at as date) = due_on then created_at end,
        cast(due_on as timestamp)
    ) as touched_at,
    source_file,
    source_row,
from raw.activity
