-- row: a past day and a horizon: the cash that was expected then from open deals
-- note: a deal counts with the value that was planned for it; values are those of today, where no history of them is known.
--   Where nobody knows how invoices are paid, no cash is forecast.
with open_then as (
    select
        spells.origin,
        spells.exit_age as age,
        sum(spells.planned_amount - coalesce(invoiced.amount, 0)) as amount,
        sum(power(cast(spells.planned_amount - coalesce(invoiced.amount, 0) as double), 2)) as squares,
    from marts.deal_spells as spells
    left join marts.deal_invoiced as invoiced
        on invoiced.origin = spells.origin
        and invoiced.system = spells.system
        and invoiced.deal_id = spells.deal_id
    where spells.outcome = 'open'
        and spells.planned_amount > coalesce(invoiced.amount, 0)
    group by spells.origin, spells.exit_age
),
expected as (
    select
        open_then.origin,
        cast(days.day_number as integer) as horizon_days,
        sum(open_then.amount * days.cash_chance) as forecast,
        sum(open_then.squares * days.cash_chance * (1 - days.cash_chance)) as variance,
    from open_then
    inner join marts.closing_days as days
        on days.origin = open_then.origin
        and days.age = open_then.age
    inner join marts.payment_pace as pace on pace.origin = open_then.origin
    where pace.factor is not null
        and days.day_number in (select horizon_days from marts.forecast_horizons)
    group by open_then.origin, days.day_number
)
select * from expected
