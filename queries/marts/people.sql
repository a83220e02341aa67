-- row: a person over all systems, with the name that the board shows
-- note: a user list has the first word, then the owner's file, then the records, where a name in small and capital letters
--   goes before one in capitals alone.
-- stands on: nothing
with written as (
    select
        person_key,
        name,
        case when person_key = name_key then 1 else 6 end as priority,
    from marts.listed_people
    union all
    select
        aliases.rep_key as person_key,
        aliases.rep as name,
        2 as priority,
    from staging.rep_aliases as aliases
    union all
    select
        coalesce(names.person_key, owners.owner_key) as person_key,
        person_name(owners.owner_name) as name,
        case
            when names.person_key is not null then 7
            when person_name(owners.owner_name) = upper(person_name(owners.owner_name)) then 5
            when person_name(owners.owner_name) = lower(person_name(owners.owner_name)) then 4
            else 3
        end as priority,
    from marts.owner_names as owners
    left join marts.person_names as names on names.name_key = owners.owner_key
),
numbered as (
    select
        person_key,
        name,
        row_number() over (partition by person_key order by priority, name) as place,
    from written
    where person_key is not null
)
select person_key, name from numbered
where place = 1
