-- row: a person or queue of the users export
select
    system,
    rep_id,
    trim(name) as name,
    person_key(name) as name_key,
    team,
    manager,
    is_active,
    left_on,
    coalesce(is_person, true) as is_person,
    source_file,
    source_row,
from raw.rep
