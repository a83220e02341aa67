-- row: a day from which is forecast and a horizon: the cash that invoices of business in no record yet may bring, at the rate of the 13 weeks
--   before; and the rate of all receipts of these weeks
-- note: an invoice counts for a lag of days if its deal was in no record that many days before it was issued: not created yet, or won more
--   than 180 days ago. Without four weeks of invoices there is no rate; where 13 weeks brought none it is 0.
with windows as (
    select
        origins.origin,
        least(91, date_diff('day', (select min(issued_on) from marts.invoice_records), origins.origin) + 1) as days,
    from marts.forecast_origins as origins
),
billed as (
    select
        windows.origin,
        date_diff('day', records.deal_created_on, records.issued_on) as known_days,
        date_diff('day', records.deal_won_on, records.issued_on) as won_days,
        sum(records.total) as amount,
    from marts.invoice_records as records
    inner join windows
        on records.issued_on <= windows.origin
        and records.issued_on > windows.origin - 91
    group by
        windows.origin,
        date_diff('day', records.deal_created_on, records.issued_on),
        date_diff('day', records.deal_won_on, records.issued_on)
),
lags as (
    select unnest(generate_series(1, 91)) as lag_days
),
rates as (
    select
        billed.origin,
        lags.lag_days,
        sum(billed.amount) as amount,
    from billed
    inner join lags
        on billed.known_days is null
        or lags.lag_days > billed.known_days
        or billed.won_days - lags.lag_days >= 180
    group by billed.origin, lags.lag_days
),
expected as (
    select
        rates.origin,
        horizons.horizon_days,
        sum(rates.amount / nullif(windows.days, 0) * curve.chance) as forecast,
    from rates
    inner join windows on windows.origin = rates.origin
    cross join marts.forecast_horizons as horizons
    inner join marts.new_invoice_curve as curve
        on curve.origin = rates.origin
        and curve.days_since_issue = horizons.horizon_days - rates.lag_days
    where windows.days >= 28
    group by rates.origin, horizons.horizon_days
),
received as (
    select
        windows.origin,
        sum(receipts.amount) as amount,
    from windows
    inner join marts.receipts as receipts
        on receipts.received_on <= windows.origin
        and receipts.received_on > windows.origin - 91
    group by windows.origin
),
joined as (
    select
        windows.origin,
        horizons.horizon_days,
        case when pace.factor is not null then coalesce(expected.forecast, 0) end as forecast,
        coalesce(received.amount, 0) / nullif(windows.days, 0) * horizons.horizon_days as receipts_rate,
    from windows
    cross join marts.forecast_horizons as horizons
    inner join marts.payment_pace as pace on pace.origin = windows.origin
    left join expected
        on expected.origin = windows.origin
        and expected.horizon_days = horizons.horizon_days
    left join received on received.origin = windows.origin
    where windows.days >= 28
)
select * from joined
