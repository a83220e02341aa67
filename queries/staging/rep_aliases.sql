-- row: a line of the owner's file that says which rep another name stands for
select
    person_key(alias) as alias_key,
    person_key(rep_name) as rep_key,
    person_name(rep_name) as rep,
    source_file,
    source_row,
from raw.rep_alias
