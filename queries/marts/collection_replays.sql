-- row: a past day and a horizon: what was expected then to be collected of the invoices open then, and how sure that was
with open_then as (
    select
        spells.origin,
        spells.company_id,
        spells.due_on,
        invoices.system,
        invoices.invoice_id,
        invoices.total,
        coalesce(invoices.balance, 0) as balance_now,
    from marts.payment_spells as spells
    inner join marts.invoices as invoices
        on invoices.system = spells.system
        and invoices.invoice_id = spells.invoice_id
    where not spells.is_settled
),
received as (
    select
        open_then.origin,
        open_then.system,
        open_then.invoice_id,
        coalesce(sum(receipts.amount) filter (where receipts.received_on <= open_then.origin), 0) as before,
        coalesce(sum(receipts.amount) filter (where receipts.received_on > open_then.origin), 0) as later,
    from open_then
    inner join marts.receipts as receipts
        on receipts.system = open_then.system
        and receipts.invoice_id = open_then.invoice_id
    group by open_then.origin, open_then.system, open_then.invoice_id
),
owed as (
    select
        open_then.origin,
        coalesce(customers.customer, 0) as customer,
        greatest(least(date_diff('day', open_then.due_on, open_then.origin), 180), -272) as path_from,
        date_diff('day', open_then.origin, open_then.due_on) as due_in,
        -- What was paid too much later on was not owed before.
        case
            when received.later is null then open_then.balance_now
            else least(open_then.balance_now + received.later, open_then.total - received.before)
        end as balance,
    from open_then
    left join received
        on received.origin = open_then.origin
        and received.system = open_then.system
        and received.invoice_id = open_then.invoice_id
    left join marts.payment_customers as customers
        on customers.origin = open_then.origin
        and customers.company_id = open_then.company_id
),
grouped as (
    select
        origin,
        customer,
        path_from,
        sum(balance) as balance,
        sum(cast(balance as double) * cast(balance as double)) as squares,
    from owed
    where balance > 0
    group by origin, customer, path_from
),
chances as (
    select
        grouped.*,
        horizons.horizon_days,
        paid_chance(pace.factor, coalesce(now.cumulative_hazard, 0), coalesce(later.cumulative_hazard, 0)) as chance,
    from grouped
    cross join marts.forecast_horizons as horizons
    inner join marts.payment_pace as pace on pace.origin = grouped.origin
    left join marts.payment_hazard as now
        on now.origin = grouped.origin
        and now.customer = grouped.customer
        and now.day = grouped.path_from
    left join marts.payment_hazard as later
        on later.origin = grouped.origin
        and later.customer = grouped.customer
        and later.day = least(grouped.path_from + horizons.horizon_days, 180)
    where pace.factor is not null
),
expected as (
    select
        origin,
        horizon_days,
        sum(balance * chance) as forecast,
        sum(squares * chance * (1 - chance)) as variance,
    from chances
    group by origin, horizon_days
),
naive as (
    select
        owed.origin,
        horizons.horizon_days,
        coalesce(sum(owed.balance) filter (where owed.balance > 0 and owed.due_in <= horizons.horizon_days), 0) as naive,
    from owed
    cross join marts.forecast_horizons as horizons
    group by owed.origin, horizons.horizon_days
),
joined as (
    select
        pace.origin,
        horizons.horizon_days,
        coalesce(expected.forecast, 0) as forecast,
        coalesce(expected.variance, 0) as variance,
        coalesce(naive.naive, 0) as naive,
    from marts.payment_pace as pace
    cross join marts.forecast_horizons as horizons
    left join expected
        on expected.origin = pace.origin
        and expected.horizon_days = horizons.horizon_days
    left join naive
        on naive.origin = pace.origin
        and naive.horizon_days = horizons.horizon_days
    where pace.factor is not null
)
select * from joined
