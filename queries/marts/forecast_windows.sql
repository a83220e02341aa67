-- row: a day from which is forecast, a horizon and a layer: what was expected, and what came once the window is closed
-- note: layers: collection, signed, closing; cover is the three together; unrecorded is business in no record yet, total is all of it.
with layers as (
    select origin, horizon_days, 'collection' as layer, forecast, variance from marts.collection_replays
    union all
    select origin, horizon_days, 'signed' as layer, forecast, variance from marts.signed_replays
    union all
    select origin, horizon_days, 'closing' as layer, forecast, variance from marts.closing_replays
    union all
    select origin, horizon_days, 'unrecorded' as layer, forecast, 0.0 as variance from marts.run_rate_replays
),
sums as (
    select origin, horizon_days, layer, forecast, variance
    from layers
    union all
    select origin, horizon_days, 'cover' as layer, sum(forecast) as forecast, sum(variance) as variance
    from layers
    where layer <> 'unrecorded'
    group by origin, horizon_days
    union all
    select origin, horizon_days, 'total' as layer, sum(forecast) as forecast, sum(variance) as variance
    from layers
    group by origin, horizon_days
    having count(*) filter (where layer = 'unrecorded' and forecast is not null) > 0
        and count(*) filter (where layer = 'collection') > 0
),
joined as (
    select
        sums.origin,
        sums.horizon_days,
        sums.layer,
        sums.forecast,
        sums.variance,
        sums.origin + sums.horizon_days <= company.as_of as is_closed,
        case when sums.origin + sums.horizon_days <= company.as_of then coalesce(came.amount, 0) end as actual,
        case when sums.layer in ('collection', 'cover', 'total') then naive.naive end as naive,
        case when sums.layer in ('cover', 'total') then rates.receipts_rate end as run_rate,
    from sums
    cross join settings.company as company
    left join marts.window_receipts as came
        on came.origin = sums.origin
        and came.horizon_days = sums.horizon_days
        and came.layer = sums.layer
    left join marts.collection_replays as naive
        on naive.origin = sums.origin
        and naive.horizon_days = sums.horizon_days
    left join marts.run_rate_replays as rates
        on rates.origin = sums.origin
        and rates.horizon_days = sums.horizon_days
    where sums.forecast is not null
)
select * from joined
