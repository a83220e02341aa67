-- row: two names of owners that are likely one rep; the second is the one to go by
with records as (
    select
        owners.person_key,
        sum(names.records) as records,
        string_agg(distinct owners.system, ', ' order by owners.system) as systems,
    from marts.owners as owners
    inner join marts.owner_names as names
        on names.system = owners.system
        and names.owner_id is not distinct from owners.owner_id
        and names.owner_key is not distinct from owners.owner_key
    group by owners.person_key
),
refused as (
    select left_id as one, right_id as other from settings.pair_decisions
    where about = 'rep' and answer = 'different'
    union
    select right_id as one, left_id as other from settings.pair_decisions
    where about = 'rep' and answer = 'different'
),
proposed as (
    select
        likely.left as name_key,
        likely.right as person_key,
        names.name,
        people.name as rep,
        likely.score,
        likely.alike,
        records.records,
        records.systems,
        goes_by.systems as rep_systems,
    from marts.likely_people as likely
    inner join records on records.person_key = likely.left
    inner join marts.people as names on names.person_key = likely.left
    inner join marts.people as people on people.person_key = likely.right
    left join records as goes_by on goes_by.person_key = likely.right
    left join refused
        on refused.one = likely.left
        and refused.other = likely.right
    where refused.one is null
)
select * from proposed
