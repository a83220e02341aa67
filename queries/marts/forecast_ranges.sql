-- row: a day from which is forecast, a horizon and a layer, with the range that should hold what comes in 8 cases of 10
-- note: the range is the one of that day: not stretched yet where fewer than 10 windows had closed by then. The run-rate has none.
with ranged as (
    select
        windows.*,
        calibration.stretch,
        1.2815515655446004 * sqrt(windows.variance) * coalesce(calibration.stretch, 1) as half_width,
    from marts.forecast_windows as windows
    left join marts.forecast_calibration as calibration
        on calibration.origin = windows.origin
        and calibration.horizon_days = windows.horizon_days
        and calibration.layer = windows.layer
),
cut as (
    select
        origin,
        horizon_days,
        layer,
        forecast,
        variance,
        is_closed,
        actual,
        naive,
        run_rate,
        stretch,
        case when layer <> 'unrecorded' then greatest(forecast - half_width, 0) end as low,
        case when layer <> 'unrecorded' then forecast + half_width end as high,
    from ranged
)
select * from cut
