-- row: an invoice and how long it has been, or was, unpaid, in days from its due day
-- note: an invoice can't be paid before it is issued, so it is watched from its issue day on (left truncation). The newer a spell's
--   end, the more it weighs: half after 180 days. Days are kept between 90 before and 180 after the due day.
with watched as (
    select
        company_id,
        invoice_id,
        system,
        settled_on is not null as is_settled,
        greatest(least(date_diff('day', due_on, issued_on), 180), -90) as entry_day,
        greatest(least(date_diff('day', due_on, coalesce(settled_on, as_of)), 180), -90) as exit_day,
        greatest(date_diff('day', due_on, as_of - 60), date_diff('day', due_on, issued_on) - 1) as recent_from_day,
        power(0.5, date_diff('day', coalesce(settled_on, as_of), as_of) / 180.0) as weight,
        date_diff('day', coalesce(settled_on, as_of), as_of) < 60 as ended_recently,
    from marts.invoices
    where not_counted_because is null
        and due_on is not null
        and balance_in_currency is not null
        and (balance_in_currency > 0 or settled_on is not null)
        and company_id is not null
)
select * from watched
where exit_day >= entry_day
