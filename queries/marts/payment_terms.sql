-- row: a day from which is forecast: the days that lie, in the middle, between winning a deal and its first invoice
with first_invoices as (
    select
        deals.system,
        deals.deal_id,
        deals.closed_on,
        min(invoices.issued_on) as first_issued_on,
    from marts.deals as deals
    inner join marts.invoices as invoices
        on invoices.deal_id = deals.deal_id
        and invoices.not_counted_because is null
    where deals.outcome = 'won' and deals.closed_on is not null
    group by deals.system, deals.deal_id, deals.closed_on
),
lags as (
    select
        origins.origin,
        median(greatest(date_diff('day', first_invoices.closed_on, first_invoices.first_issued_on), 0)) as lag_days,
    from marts.forecast_origins as origins
    left join first_invoices
        on first_invoices.closed_on <= origins.origin
        and first_invoices.first_issued_on <= origins.origin
    group by origins.origin
),
rounded as (
    select
        origin,
        cast(round(coalesce(lag_days, 0)) as integer) as lag_days,
    from lags
)
select * from rounded
