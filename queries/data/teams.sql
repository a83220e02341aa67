-- title: The teams
-- row: a team with at least one rep who has leads, deals, accounts or invoices
-- keys: team
-- metrics: data_age
-- adds up: reps = count(*)
with counted as (
    select * from marts.team_members
),
teams as (
    select
        team,
        count(*) as reps,
    from counted
    group by team
)
select * from teams
order by team
