-- row: a day from which is forecast, an age of deals open then and a day ahead: the chance of being won by then, and of the cash being there
-- note: a past day is replayed for the horizons only that are compared, today for every day.
with asked as (
    select
        chances.origin,
        chances.age,
        chances.day_number,
        chances.win_chance,
    from marts.win_chances as chances
    inner join marts.forecast_origins as origins on origins.origin = chances.origin
    where origins.is_today
        or chances.day_number in (select horizon_days from marts.forecast_horizons)
),
steps as (
    select
        chances.origin,
        chances.age,
        chances.day_number + terms.lag_days as issue_day,
        chances.win_chance - coalesce(lag(chances.win_chance) over (
            partition by chances.origin, chances.age
            order by chances.day_number
        ), 0) as won_that_day,
    from marts.win_chances as chances
    inner join marts.payment_terms as terms on terms.origin = chances.origin
),
paying as (
    select
        asked.origin,
        asked.age,
        asked.day_number,
        round(sum(steps.won_that_day * curve.chance), 9) as cash_chance,
    from asked
    inner join steps
        on steps.origin = asked.origin
        and steps.age = asked.age
        and steps.issue_day <= asked.day_number
    inner join marts.new_invoice_curve as curve
        on curve.origin = asked.origin
        and curve.days_since_issue = asked.day_number - steps.issue_day
    where steps.won_that_day > 0
    group by asked.origin, asked.age, asked.day_number
),
joined as (
    select
        asked.origin,
        asked.age,
        asked.day_number,
        asked.win_chance,
        coalesce(paying.cash_chance, 0) as cash_chance,
    from asked
    left join paying
        on paying.origin = asked.origin
        and paying.age = asked.age
        and paying.day_number = asked.day_number
)
select * from joined
