-- row: a change of one field of a deal
select
    system,
    change_id,
    deal_id,
    changed_at,
    cast(changed_at as date) as changed_on,
    field,
    nullif(trim(from_value), '') as from_value,
    nullif(trim(to_value), '') as to_value,
    source_file,
    source_row,
from raw.deal_change
