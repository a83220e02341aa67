-- row: a person who owns leads, deals or accounts
with owning as (
    select system, owner_id, owner_key from staging.leads
    union
    select system, owner_id, owner_key from staging.deals
    union
    select system, owner_id, owner_key from staging.accounts
),
people as (
    select
        owners.rep,
        bool_or(owners.owner_status in ('active', 'unknown')) as is_active,
        max(owners.left_on) as left_on,
    from owning
    inner join marts.owners as owners
        on owners.system = owning.system
        and owners.owner_id is not distinct from owning.owner_id
        and owners.owner_key is not distinct from owning.owner_key
    where owners.rep is not null
        and person_key(owners.rep) not in (select name_key from settings.not_people)
    group by owners.rep
),
traced as (
    select
        people.rep,
        people.is_active,
        people.left_on,
        min(listed.source_file) as source_file,
        min(listed.source_row) as source_row,
        max(listed.team) as team,
    from people
    left join staging.reps as listed on listed.name_key = person_key(people.rep)
    group by people.rep, people.is_active, people.left_on
)
select * from traced
