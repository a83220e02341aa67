-- row: a day from which is forecast, a horizon and a layer: by what the drawn range must be stretched so that it held 8 of 10 past windows
-- note: split conformal prediction on the windows of the 26 weeks before that were closed by then: the share of the range's half width by which
--   each missed, and of these the value that 80 % stay below. Fewer than 10 closed windows stretch nothing: not calibrated yet.
with misses as (
    select
        now.origin,
        now.horizon_days,
        now.layer,
        abs(past.actual - past.forecast) / nullif(1.2815515655446004 * sqrt(past.variance), 0) as miss,
    from marts.forecast_windows as now
    inner join marts.forecast_windows as past
        on past.horizon_days = now.horizon_days
        and past.layer = now.layer
        and past.origin + past.horizon_days <= now.origin
        and past.origin >= now.origin - 7 * 26
    where past.actual is not null
),
sorted as (
    select
        origin,
        horizon_days,
        layer,
        count(miss) as windows,
        list(miss order by miss) filter (where miss is not null) as misses,
    from misses
    group by origin, horizon_days, layer
),
stretched as (
    select
        origin,
        horizon_days,
        layer,
        windows,
        case
            when windows >= 10 then misses[least(cast(ceil(0.8 * (windows + 1)) as integer), windows)]
        end as stretch,
    from sorted
)
select * from stretched
