-- row: a rep of a team
-- note: the teams of the settings go before those of the users exports, rep by rep. A team that is called like a rep is none,
--   because nobody could choose between the two.
-- stands on: nothing
with owning as (
    select system, owner_id, owner_key from staging.leads
    union
    select system, owner_id, owner_key from staging.deals
    union
    select system, owner_id, owner_key from staging.accounts
    union
    select system, owner_id, owner_key from staging.invoices
),
reps as (
    select distinct owners.rep, owners.person_key
    from owning
    inner join marts.owners as owners
        on owners.system = owning.system
        and owners.owner_id is not distinct from owning.owner_id
        and owners.owner_key is not distinct from owning.owner_key
    where owners.rep is not null
),
told as (
    select
        teams.team,
        coalesce(names.person_key, teams.name_key) as person_key,
        'settings.toml' as source_file,
        cast(null as integer) as source_row,
    from settings.teams as teams
    left join marts.person_names as names on names.name_key = teams.name_key
),
listed as (
    select
        trim(team) as team,
        person_key,
        min(source_file) as source_file,
        min(source_row) as source_row,
    from marts.listed_people
    where trim(team) <> ''
        and person_key not in (select person_key from told)
    group by trim(team), person_key
),
stated as (
    select * from told
    union
    select * from listed
),
members as (
    select
        stated.team,
        reps.rep,
        stated.source_file,
        stated.source_row,
    from stated
    inner join reps on reps.person_key = stated.person_key
    where stated.team not in (select rep from reps)
        and stated.team <> 'unassigned'
)
select * from members
