-- row: a group of items that share a path (same customer, age of invoice and promise; same age of deal) and a day ahead: the chance of cash
-- note: of collections the compared horizons only; all their days stand summed up in collection_flow. The record begins 90 days before the due
--   day; before that nothing is expected. A promised day counts for as much as promises were kept before: with that chance the money comes on the day, else as it always does.
with days as (
    select unnest(generate_series(1, 91)) as day_number
),
paths as (
    select distinct layer, path, path_from, promised_in from marts.cash_items
),
started as (
    select
        paths.layer,
        paths.path,
        paths.path_from,
        paths.promised_in,
        days.day_number,
        least(paths.path_from + days.day_number, 180) as later_day,
        company.as_of as origin,
        pace.factor,
        record.kept_share,
        coalesce(now.cumulative_hazard, 0) as hazard_now,
    from paths
    cross join days
    cross join settings.company as company
    cross join marts.promise_record as record
    inner join marts.payment_pace as pace on pace.origin = company.as_of
    left join marts.payment_hazard as now
        on now.origin = company.as_of
        and now.customer = paths.path
        and now.day = paths.path_from
    where paths.layer = 'collection'
        and days.day_number in (15, 30, 60, 91)
),
chances as (
    select
        started.layer,
        started.path,
        started.path_from,
        started.promised_in,
        started.day_number,
        promised_chance(
            paid_chance(started.factor, started.hazard_now, coalesce(later.cumulative_hazard, 0)),
            started.promised_in,
            started.day_number,
            started.kept_share
        ) as chance,
    from started
    left join marts.payment_hazard as later
        on later.origin = started.origin
        and later.customer = started.path
        and later.day = started.later_day
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
