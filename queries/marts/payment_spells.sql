-- row: a day from which is forecast and an invoice issued by then: how long it had been, or was, unpaid, in days from its due day
-- kept as: view
-- note: an invoice can't be paid before it is issued, so it is watched from its issue day on (left truncation). The newer a spell's
--   end, the more it weighs: half after 180 days. Days are kept between 90 before and 180 after the due day.
with watched as (
    select
        origins.origin,
        invoices.company_id,
        invoices.system,
        invoices.invoice_id,
        invoices.due_on,
        coalesce(invoices.settled_on <= origins.origin, false) as is_settled,
        case when invoices.settled_on <= origins.origin then invoices.settled_on else origins.origin end as ended_on,
        greatest(least(date_diff('day', invoices.due_on, invoices.issued_on), 180), -90) as entry_day,
        least(greatest(
            date_diff('day', invoices.due_on, origins.origin - 60),
            date_diff('day', invoices.due_on, invoices.issued_on) - 1
        ), 180) as recent_from_day,
    from marts.invoices as invoices
    inner join marts.forecast_origins as origins on origins.origin >= invoices.issued_on
    where invoices.not_counted_because is null
        and invoices.due_on is not null
        and invoices.balance_in_currency is not null
        and (invoices.balance_in_currency > 0 or invoices.settled_on is not null)
),
weighed as (
    select
        origin,
        company_id,
        system,
        invoice_id,
        due_on,
        is_settled,
        entry_day,
        recent_from_day,
        greatest(least(date_diff('day', due_on, ended_on), 180), -90) as exit_day,
        power(0.5, date_diff('day', ended_on, origin) / 180.0) as weight,
        date_diff('day', ended_on, origin) < 60 as ended_recently,
    from watched
)
select * from weighed
where exit_day >= entry_day
