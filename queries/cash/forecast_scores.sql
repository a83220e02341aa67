-- title: How good the forecast is
-- row: a layer and a horizon, over all past windows that are closed
-- keys: layer, horizon_days
-- metrics: forecast_error, forecast_bias, range_coverage
-- adds up: actual = coalesce(sum(amount), 0)
-- note: Replayed week by week on what was known on each day. A range given before 10 windows had closed was not calibrated yet, and counts as
--   it was given. naive_wape is the error of taking every invoice to be paid on its due day (what is overdue now), run_rate_wape that of the
--   average of the 13 weeks before. Below 10 closed windows there is no score.
with counted as (
    select lines.* from marts.window_lines as lines
    inner join marts.forecast_origins as origins on origins.origin = lines.made_on
),
sums as (
    select
        layer,
        horizon_days,
        count(actual) as windows,
        min(origin) filter (where actual is not null) as from_on,
        max(origin + horizon_days) filter (where actual is not null) as until_on,
        sum(actual) as actual,
        sum(forecast) filter (where actual is not null) as forecast,
        sum(abs(forecast - actual)) as error,
        avg(case when actual between low and high then 1.0 when actual is not null and low is not null then 0.0 end) as coverage,
        sum(abs(naive - actual)) as naive_error,
        sum(abs(run_rate - actual)) as run_rate_error,
    from marts.forecast_ranges
    group by layer, horizon_days
),
scores as (
    select
        layer,
        horizon_days,
        windows,
        cast(coalesce(actual, 0) as decimal(18, 2)) as actual,
        case when windows >= 10 then forecast_error(error, actual) end as wape,
        case when windows >= 10 then forecast_bias(forecast, actual) end as bias,
        case when windows >= 10 then range_coverage(coverage) end as coverage,
        case when windows >= 10 then forecast_error(naive_error, actual) end as naive_wape,
        case when windows >= 10 then forecast_error(run_rate_error, actual) end as run_rate_wape,
        from_on,
        until_on,
    from sums
)
select * from scores
order by layer, horizon_days
