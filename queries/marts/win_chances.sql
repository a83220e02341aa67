-- row: a day from which is forecast, an age of deals open then and a day ahead: the chance of being won by then
with open_ages as (
    select distinct origin, exit_age as age
    from marts.deal_spells
    where outcome = 'open'
),
winning as (
    select
        open_ages.origin,
        open_ages.age,
        later.age - open_ages.age as day_number,
        case
            when now.still_open > 0
                then least(pace.factor * (later.won_by_then - now.won_by_then) / nullif(now.still_open, 0), 1.0)
            else 0.0
        end as win_chance,
    from open_ages
    inner join marts.closing_pace as pace on pace.origin = open_ages.origin
    inner join marts.closing_curve as now
        on now.origin = open_ages.origin
        and now.age = open_ages.age
    inner join marts.closing_curve as later
        on later.origin = open_ages.origin
        and later.age > open_ages.age
        and later.age <= open_ages.age + 91
    where pace.factor is not null
)
select * from winning
