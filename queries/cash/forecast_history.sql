-- title: Past forecasts, one by one
-- row: a layer, a horizon, a day from which was forecast, and whether that forecast was kept on the day or is replayed from what was known
-- keys: layer, horizon_days, made_on, kind
-- metrics: forecast_error
-- adds up: actual = coalesce(sum(amount), 0)
-- note: Layers: collection, signed, closing are what invoices and deals bring; cover is the three together, unrecorded what was in no record
--   yet, total all of it. What a kept forecast expected can't change any more.
with counted as (
    select
        lines.*,
        kinds.kind,
    from marts.window_lines as lines
    cross join (select unnest(['logged', 'replayed']) as kind) as kinds
),
replayed as (
    select
        layer,
        horizon_days,
        origin as made_on,
        cents(forecast) as forecast,
        cents(low) as low,
        cents(high) as high,
        cents(actual) as actual,
        cents(naive) as naive,
        'replayed' as kind,
    from marts.forecast_ranges
),
logged as (
    select
        log.layer,
        log.horizon_days,
        log.as_of as made_on,
        log.forecast,
        log.low,
        log.high,
        case when log.as_of + log.horizon_days <= company.as_of then coalesce(came.amount, 0) end as actual,
        cast(null as decimal(18, 2)) as naive,
        'logged' as kind,
    from settings.forecast_log as log
    cross join settings.company as company
    left join marts.window_receipts as came
        on came.origin = log.as_of
        and came.horizon_days = log.horizon_days
        and came.layer = log.layer
    where log.as_of < company.as_of
),
both_kinds as (
    select * from replayed
    union all
    select * from logged
),
history as (
    select
        layer,
        horizon_days,
        made_on,
        kind,
        add_days(made_on, horizon_days) as until_on,
        forecast,
        low,
        high,
        cast(actual as decimal(18, 2)) as actual,
        naive,
    from both_kinds
)
select * from history
order by layer, horizon_days, made_on, kind
