-- row: how the last 60 days compare with the record: deals won over deals expected to be won, with 20 added to both
-- note: with fewer than 10 deals ever won there is no record to speak of; the pace is empty then and nothing is forecast.
with hazard as (
    select
        age,
        sum(won_hazard) over (
            order by age
            rows between unbounded preceding and current row
        ) as cumulative_hazard,
    from marts.closing_curve
),
expected as (
    select
        spells.outcome,
        until_end.cumulative_hazard - coalesce(before.cumulative_hazard, 0) as expected,
    from marts.deal_spells as spells
    inner join hazard as until_end on until_end.age = spells.exit_age
    left join hazard as before on before.age = spells.recent_from_age
    where spells.outcome = 'open' or spells.closed_recently
),
record as (
    select count(*) as won_ever
    from marts.deal_spells
    where outcome = 'won'
),
pace as (
    select
        max(record.won_ever) as won_ever,
        coalesce(sum(case when expected.outcome = 'won' then 1 else 0 end), 0) as won,
        coalesce(sum(expected.expected), 0) as expected,
    from record
    left join expected on true
),
factor as (
    select
        won_ever,
        won,
        expected,
        case when won_ever >= 10 then (won + 20) / nullif(expected + 20, 0) end as factor,
    from pace
)
select * from factor
