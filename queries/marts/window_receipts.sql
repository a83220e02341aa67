-- row: a day that was forecast from, a horizon and a layer: what came in by then; no row where nothing did, or the window is open
with received as (
    select
        windows.origin,
        horizons.horizon_days,
        coalesce(windows.layer, 'total') as layer,
        sum(windows.amount) as amount,
    from marts.receipt_windows as windows
    cross join settings.company as company
    inner join marts.forecast_horizons as horizons
        on windows.received_on <= windows.origin + horizons.horizon_days
        and windows.origin + horizons.horizon_days <= company.as_of
    group by grouping sets (
        (windows.origin, horizons.horizon_days, windows.layer), (windows.origin, horizons.horizon_days)
    )
),
came as (
    select origin, horizon_days, layer, amount
    from received
    union all
    select origin, horizon_days, 'cover' as layer, sum(amount) as amount
    from received
    where layer in ('collection', 'signed', 'closing')
    group by origin, horizon_days
)
select * from came
