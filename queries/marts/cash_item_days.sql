-- row: a group of items that share a path (same customer and age of invoice, same age of deal) and a day ahead: the chance of cash
with days as (
    select unnest(generate_series(1, 60)) as day_number
),
paths as (
    select distinct layer, path, path_from from marts.cash_items
),
chances as (
    select
        paths.layer,
        paths.path,
        paths.path_from,
        days.day_number,
        paid_chance(pace.factor, now.cumulative_hazard, later.cumulative_hazard) as chance,
    from paths
    cross join days
    cross join marts.payment_pace as pace
    inner join marts.payment_hazard as now
        on now.customer = paths.path
        and now.day = paths.path_from
    inner join marts.payment_hazard as later
        on later.customer = paths.path
        and later.day = least(paths.path_from + days.day_number, 180)
    where paths.layer = 'collection'
    union all
    select
        paths.layer,
        paths.path,
        paths.path_from,
        days.day_number,
        coalesce(curve.chance, 0) as chance,
    from paths
    cross join days
    left join marts.new_invoice_curve as curve on curve.days_since_issue = days.day_number - paths.path_from
    where paths.layer = 'signed'
    union all
    select
        paths.layer,
        paths.path,
        paths.path_from,
        closing_days.day_number,
        coalesce(closing_days.cash_chance, 0) as chance,
    from paths
    inner join marts.closing_days as closing_days on closing_days.age = paths.path_from
    where paths.layer = 'closing'
)
select * from chances
