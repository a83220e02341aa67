-- row: a person or queue of the users export
select
    system,
    rep_id,
    person_name(name) as name,
    person_key(name) as name_key,
    lower(trim(email)) as email,
    team,
    manager,
    case when is_deactivated(name) then false else is_active end as is_active,
    left_on,
    coalesce(is_person, true) as is_person,
    source_file,
    source_row,
from raw.rep
