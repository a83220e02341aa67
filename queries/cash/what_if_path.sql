-- title: What if, day by day
-- row: a day from the as-of day to 91 days on
-- parameters: changes
-- keys: day
-- metrics: cash_cover, obligations
-- note: base is the likely balance as it is, balance that of the scenario.
with counted as (
    select * from marts.cash_lines
    where horizon_days = 91
),
cover as (
    select
        days.day_number,
        sum(items.amount * (
            scenario_chance(items.layer, items.change, days.chance, days.day_number, items.change_in, curve.chance, items.share)
            - days.chance
        )) as difference,
    from scenario_items($changes::varchar) as items
    cross join settings.company as company
    inner join marts.cash_item_days as days
        on days.layer = items.layer
        and days.path = items.path
        and days.path_from = items.path_from
        and days.promised_in = items.promised_in
    left join marts.new_invoice_curve as curve
        on items.layer <> 'collection'
        and curve.origin = company.as_of
        and curve.days_since_issue = days.day_number - greatest(items.change_in + items.lag_days, 1)
    where items.change <> '' or items.share <> 1
    group by days.day_number
),
obligations as (
    select
        path.day_number,
        sum(
            case when obligations.due_on <= path.day then obligations.amount else 0 end
            - case when obligations.base_due_on <= path.day then obligations.base_amount else 0 end
        ) as difference,
    from marts.cash_path as path
    inner join scenario_obligations($changes::varchar) as obligations on obligations.change <> ''
    where path.day_number > 0
    group by path.day_number
),
answer as (
    select
        path.day,
        path.balance as base,
        cents(path.balance + coalesce(cover.difference, 0) - coalesce(obligations.difference, 0)) as balance,
        path.reserve,
    from marts.cash_path as path
    left join cover on cover.day_number = path.day_number
    left join obligations on obligations.day_number = path.day_number
)
select * from answer
order by day
