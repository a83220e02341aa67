-- row: a group of items that share a path (same customer, age of invoice and promise; same age of deal) and a day ahead: the chance of cash
-- note: a promised day counts for as much as promises were kept before: with that chance the money comes on the day, else as it always does.
--   The record begins 90 days before the due day; before that nothing is expected.
with days as (
    select unnest(generate_series(1, 91)) as day_number
),
paths as (
    select distinct layer, path, path_from, promised_in from marts.cash_items
),
chances as (
    select
        paths.layer,
        paths.path,
        paths.path_from,
        paths.promised_in,
        days.day_number,
        promised_chance(
            paid_chance(pace.factor, coalesce(now.cumulative_hazard, 0), coalesce(later.cumulative_hazard, 0)),
            paths.promised_in,
            days.day_number,
            record.kept_share
        ) as chance,
    from paths
    cross join days
    cross join settings.company as company
    cross join marts.promise_record as record
    inner join marts.payment_pace as pace on pace.origin = company.as_of
    left join marts.payment_hazard as now
        on now.origin = company.as_of
        and now.customer = paths.path
        and now.day = paths.path_from
    left join marts.payment_hazard as later
        on later.origin = company.as_of
        and later.customer = paths.path
        and later.day = least(paths.path_from + days.day_number, 180)
    where paths.layer = 'collection'
    union all
    select
        paths.layer,
        paths.path,
        paths.path_from,
        paths.promised_in,
        days.day_number,
        coalesce(curve.chance, 0) as chance,
    from paths
    cross join days
    cross join settings.company as company
    left join marts.new_invoice_curve as curve
        on curve.origin = company.as_of
        and curve.days_since_issue = days.day_number - paths.path_from
    where paths.layer = 'signed'
    union all
    select
        paths.layer,
        paths.path,
        paths.path_from,
        paths.promised_in,
        closing_days.day_number,
        closing_days.cash_chance as chance,
    from paths
    cross join settings.company as company
    inner join marts.closing_days as closing_days
        on closing_days.origin = company.as_of
        and closing_days.age = paths.path_from
    where paths.layer = 'closing'
)
select * from chances
