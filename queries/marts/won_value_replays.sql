-- row: a day from which is forecast and a horizon: the value of the deals that may be won by then, from two sides, and what was won once the
--   window is closed
-- note: from below: the value of each deal open then times its chance, plus deals not in the pipeline yet at the rate of the 13 weeks
--   before. From above: the value won in the 13 weeks before, at the same rate. The forecast is the mean of both: on past windows it erred
--   less than either, and less than weights from their past errors. A deal without a value counts with the mean of the last year's won deals,
--   those of its product where there are 30.
with from_open as (
    select
        valued.origin,
        chances.day_number as horizon_days,
        sum(valued.amount * chances.win_chance) as amount,
    from marts.deal_values as valued
    inner join marts.win_chances as chances
        on chances.origin = valued.origin
        and chances.age = valued.exit_age
    where valued.outcome = 'open'
        and chances.day_number in (select horizon_days from marts.forecast_horizons)
    group by valued.origin, chances.day_number
),
windows as (
    select
        origins.origin,
        least(91, date_diff('day', (select min(created_on) from marts.deals), origins.origin) + 1) as days,
    from marts.forecast_origins as origins
),
made as (
    select
        origin,
        sum(amount) as amount,
    from marts.deal_values as valued
    where created_on > origin - 91
    group by origin
),
from_new as (
    select
        made.origin,
        horizons.horizon_days,
        sum(made.amount / nullif(windows.days, 0) * least(pace.factor * curve.won_by_then, 1.0)) as amount,
    from made
    inner join windows on windows.origin = made.origin
    inner join marts.closing_pace as pace on pace.origin = made.origin
    cross join marts.forecast_horizons as horizons
    inner join marts.closing_curve as curve
        on curve.origin = made.origin
        and curve.age < horizons.horizon_days
    where windows.days >= 28
    group by made.origin, horizons.horizon_days
),
won_lately as (
    select
        origins.origin,
        sum(deals.amount) as amount,
    from marts.forecast_origins as origins
    inner join marts.deals as deals
        on deals.closed_on <= origins.origin
        and deals.closed_on > origins.origin - 91
    where deals.outcome = 'won'
        and deals.no_money_because is null
    group by origins.origin
),
came as (
    select
        origins.origin,
        horizons.horizon_days,
        coalesce(sum(deals.amount), 0) as amount,
    from marts.forecast_origins as origins
    cross join marts.forecast_horizons as horizons
    cross join settings.company as company
    left join marts.deals as deals
        on deals.outcome = 'won'
        and deals.no_money_because is null
        and deals.closed_on > origins.origin
        and deals.closed_on <= origins.origin + horizons.horizon_days
    where origins.origin + horizons.horizon_days <= company.as_of
    group by origins.origin, horizons.horizon_days
),
two_sides as (
    select
        windows.origin,
        horizons.horizon_days,
        from_open.amount as from_open,
        coalesce(from_new.amount, 0) as from_new,
        from_open.amount + coalesce(from_new.amount, 0) as bottom_up,
        coalesce(won_lately.amount, 0) / nullif(windows.days, 0) * horizons.horizon_days as run_rate,
        came.amount as actual,
    from windows
    cross join marts.forecast_horizons as horizons
    inner join from_open
        on from_open.origin = windows.origin
        and from_open.horizon_days = horizons.horizon_days
    left join from_new
        on from_new.origin = windows.origin
        and from_new.horizon_days = horizons.horizon_days
    left join won_lately on won_lately.origin = windows.origin
    left join came
        on came.origin = windows.origin
        and came.horizon_days = horizons.horizon_days
    where windows.days >= 28
),
forecast as (
    select
        two_sides.*,
        expected_won_value(bottom_up, run_rate) as forecast,
    from two_sides
)
select * from forecast
