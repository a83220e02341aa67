-- row: a person or queue of a user list, with the name it goes by over all systems
-- stands on: nothing
select
    reps.*,
    coalesce(names.person_key, reps.name_key) as person_key,
from staging.reps as reps
left join marts.person_names as names on names.name_key = reps.name_key
