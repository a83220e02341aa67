-- row: a past day and a horizon: what was expected then to be collected of the invoices open then, and how sure that was
-- note: what was open then is what is open now, or came in later (but for what was paid too much).
with told as (
    select
        system,
        invoice_id,
        company_id,
        issued_on,
        due_on,
        total,
        row_number() over () as number,
        coalesce(balance, 0) as balance,
    from marts.invoices
    where not_counted_because is null
        and due_on is not null
        and company_id is not null
        and balance_in_currency is not null
        and (balance_in_currency > 0 or settled_on is not null)
),
received as (
    select
        told.number,
        told.company_id,
        told.issued_on,
        told.due_on,
        told.total,
        receipts.received_on,
        receipts.amount,
        sum(receipts.amount) over (
            partition by receipts.system, receipts.invoice_id
            order by receipts.received_on, receipts.source_file, receipts.source_row
            rows between unbounded preceding and current row
        ) as so_far,
    from marts.receipts as receipts
    inner join told
        on told.system = receipts.system
        and told.invoice_id = receipts.invoice_id
),
owed as (
    select
        origins.origin,
        told.number,
        told.company_id,
        told.due_on,
        cast(told.balance as double) as amount,
    from told
    inner join marts.forecast_origins as origins on origins.origin >= told.issued_on
    where told.balance > 0
    union all
    select
        origins.origin,
        received.number,
        received.company_id,
        received.due_on,
        cast(least(received.so_far, received.total) - least(received.so_far - received.amount, received.total) as double) as amount,
    from received
    inner join marts.forecast_origins as origins
        on origins.origin >= received.issued_on
        and origins.origin < received.received_on
),
balances as (
    select
        origin,
        number,
        any_value(company_id) as company_id,
        any_value(due_on) as due_on,
        sum(amount) as amount,
    from owed
    group by origin, number
    having sum(amount) > 0
),
grouped as (
    select
        owed.origin,
        coalesce(customers.customer, 0) as customer,
        date_diff('day', owed.due_on, owed.origin) as late_days,
        sum(owed.amount) as balance,
        sum(owed.amount * owed.amount) as squares,
    from balances as owed
    left join marts.payment_customers as customers
        on customers.origin = owed.origin
        and customers.company_id = owed.company_id
    group by owed.origin, coalesce(customers.customer, 0), date_diff('day', owed.due_on, owed.origin)
),
started as (
    select
        grouped.origin,
        grouped.customer,
        grouped.balance,
        grouped.squares,
        horizons.horizon_days,
        least(greatest(grouped.late_days, -272) + horizons.horizon_days, 180) as later_day,
        pace.factor,
        coalesce(now.cumulative_hazard, 0) as hazard_now,
    from grouped
    cross join marts.forecast_horizons as horizons
    inner join marts.payment_pace as pace on pace.origin = grouped.origin
    left join marts.payment_hazard as now
        on now.origin = grouped.origin
        and now.customer = grouped.customer
        and now.day = greatest(least(grouped.late_days, 180), -272)
    where pace.factor is not null
),
chances as (
    select
        started.origin,
        started.horizon_days,
        started.balance,
        started.squares,
        paid_chance(started.factor, started.hazard_now, coalesce(later.cumulative_hazard, 0)) as chance,
    from started
    left join marts.payment_hazard as later
        on later.origin = started.origin
        and later.customer = started.customer
        and later.day = started.later_day
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
        grouped.origin,
        horizons.horizon_days,
        coalesce(sum(grouped.balance) filter (where -grouped.late_days <= horizons.horizon_days), 0) as naive,
    from grouped
    cross join marts.forecast_horizons as horizons
    group by grouped.origin, horizons.horizon_days
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
