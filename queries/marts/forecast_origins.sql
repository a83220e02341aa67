-- row: a day from which cash is forecast: the as-of day, and past days on which the same method is replayed
-- note: every week back for as many weeks as the settings say; every two weeks where there are more than 100,000 invoices or deals.
with sizes as (
    select
        (select count(*) from marts.invoices) as invoices,
        (select count(*) from marts.deals) as deals,
        (select min(issued_on) from marts.invoices) as first_invoice_on,
        (select min(created_on) from marts.deals) as first_deal_on,
),
steps as (
    select
        company.as_of,
        company.replay_weeks,
        least(sizes.first_invoice_on, sizes.first_deal_on) as first_on,
        case when greatest(sizes.invoices, sizes.deals) > 100000 then 2 else 1 end as weeks,
    from settings.company as company
    cross join sizes
),
days as (
    select as_of as origin, true as is_today
    from settings.company
    union all
    select add_days(steps.as_of, -7 * steps.weeks * numbers.number) as origin, false as is_today
    from steps
    cross join (select unnest(generate_series(1, 520)) as number) as numbers
    where numbers.number * steps.weeks <= steps.replay_weeks + 2 * (steps.weeks - 1)
        and add_days(steps.as_of, -7 * steps.weeks * numbers.number) > steps.first_on
)
select * from days
