-- row: what a new invoice usually looks like: days to its due day, days from winning a deal to its first invoice
with terms as (
    select median(date_diff('day', issued_on, due_on)) as terms_days
    from marts.invoices
    where not_counted_because is null and due_on is not null
),
first_invoices as (
    select
        deals.deal_id,
        date_diff('day', min(deals.closed_on), min(invoices.issued_on)) as lag_days,
    from marts.deals as deals
    inner join marts.invoices as invoices
        on invoices.deal_id = deals.deal_id
        and invoices.not_counted_because is null
    where deals.outcome = 'won' and deals.closed_on is not null
    group by deals.deal_id
),
lags as (
    select median(greatest(lag_days, 0)) as lag_days from first_invoices
),
both_terms as (
    select
        cast(round(coalesce(terms.terms_days, 30)) as integer) as terms_days,
        cast(round(coalesce(lags.lag_days, 0)) as integer) as lag_days,
        lags.lag_days is not null as deals_name_invoices,
    from terms
    cross join lags
)
select * from both_terms
