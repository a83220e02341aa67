-- row: a day from which is forecast: how the 60 days before compare with the record: deals won over deals expected to be won, with 20 added
--   to both
-- note: with fewer than 10 deals ever won there is no record to speak of; the pace is empty then and nothing is forecast.
with hazard as (
    select
        origin,
        age,
        sum(won_hazard) over (
            partition by origin
            order by age
            rows between unbounded preceding and current row
        ) as cumulative_hazard,
    from marts.closing_curve
),
watched as (
    select origin, outcome, exit_age, recent_from_age, count(*) as deals
    from marts.deal_spells
    where outcome = 'open' or closed_recently
    group by origin, outcome, exit_age, recent_from_age
),
expected as (
    select
        watched.origin,
        sum(case when watched.outcome = 'won' then watched.deals else 0 end) as won,
        sum(watched.deals * (until_end.cumulative_hazard - coalesce(before.cumulative_hazard, 0))) as expected,
    from watched
    inner join hazard as until_end
        on until_end.origin = watched.origin
        and until_end.age = watched.exit_age
    left join hazard as before
        on before.origin = watched.origin
        and before.age = watched.recent_from_age
    group by watched.origin
),
record as (
    select origin, count(*) as won_ever
    from marts.deal_spells
    where outcome = 'won'
    group by origin
),
pace as (
    select
        origins.origin,
        coalesce(record.won_ever, 0) as won_ever,
        coalesce(expected.won, 0) as won,
        coalesce(expected.expected, 0) as expected,
    from marts.forecast_origins as origins
    left join record on record.origin = origins.origin
    left join expected on expected.origin = origins.origin
),
factor as (
    select
        origin,
        won_ever,
        won,
        expected,
        case when won_ever >= 10 then (won + 20) / nullif(expected + 20, 0) end as factor,
    from pace
)
select * from factor
