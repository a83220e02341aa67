-- row: a day from which is forecast: the as-of day, and past days on which the same method is replayed
-- note: every week back for as many weeks as the settings say. More than 200,000 invoices or deals are not replayed: it would take minutes.
with sizes as (
    select
        (select count(*) from marts.invoices) as invoices,
        (select count(*) from marts.deals) as deals,
        (select min(issued_on) from marts.invoices) as first_invoice_on,
        (select min(created_on) from marts.deals) as first_deal_on,
),
days as (
    select as_of as origin, true as is_today
    from settings.company
    union all
    select add_days(company.as_of, -7 * numbers.number) as origin, false as is_today
    from settings.company as company
    cross join sizes
    cross join (select unnest(generate_series(1, 520)) as number) as numbers
    where numbers.number <= company.replay_weeks
        and greatest(sizes.invoices, sizes.deals) <= 200000
        and add_days(company.as_of, -7 * numbers.number) > least(sizes.first_invoice_on, sizes.first_deal_on)
)
select * from days
