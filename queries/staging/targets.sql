-- row: a target of one rep for one month
select
    system,
    rep_id,
    rep_name,
    person_key(rep_name) as rep_key,
    lower(trim(metric)) as metric,
    month_of(month) as month,
    value as target,
    source_file,
    source_row,
from raw.target
