-- row: a person who owns leads, deals or accounts, over all systems
-- note: active says yes where a user list knows the person as active somewhere, no where every system that knows says so, else
--   unknown. is_active takes the unknown for active.
-- stands on: nothing
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
        owners.person_key,
        bool_or(owners.owner_status in ('active', 'unknown')) as is_active,
        case
            when bool_or(owners.owner_status = 'active') then 'yes'
            when bool_or(owners.owner_status = 'unknown') then 'unknown'
            else 'no'
        end as active,
        string_agg(distinct owners.system, ', ' order by owners.system) as systems,
        max(owners.left_on) as left_on,
    from owning
    inner join marts.owners as owners
        on owners.system = owning.system
        and owners.owner_id is not distinct from owning.owner_id
        and owners.owner_key is not distinct from owning.owner_key
    left join settings.not_people as not_people on not_people.name_key in (owners.owner_key, owners.person_key)
    where owners.rep is not null
        and not_people.name_key is null
    group by owners.rep, owners.person_key
),
traced as (
    select
        people.rep,
        people.is_active,
        people.active,
        people.systems,
        people.left_on,
        min(listed.source_file) as source_file,
        min(listed.source_row) as source_row,
        max(listed.team) as team,
    from people
    left join marts.listed_people as listed on listed.person_key = people.person_key
    group by people.rep, people.is_active, people.active, people.systems, people.left_on
)
select * from traced
