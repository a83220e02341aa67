-- row: a day from which is forecast and a term: the share of the money invoiced in the year before that was invoiced on these terms
with recent as (
    select
        origins.origin,
        greatest(least(date_diff('day', invoices.issued_on, invoices.due_on), 90), 0) as terms_days,
        sum(invoices.total) as amount,
    from marts.invoices as invoices
    inner join marts.forecast_origins as origins
        on invoices.issued_on <= origins.origin
        and invoices.issued_on > origins.origin - 365
    where invoices.not_counted_because is null
        and invoices.due_on is not null
        and invoices.total > 0
    group by origins.origin, greatest(least(date_diff('day', invoices.issued_on, invoices.due_on), 90), 0)
),
shares as (
    select
        origin,
        terms_days,
        amount / nullif(sum(amount) over (partition by origin), 0) as share,
    from recent
)
select * from shares
