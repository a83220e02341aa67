-- row: an age of open deals and a day ahead: the chance of being won by then, and of the cash being there by then
with open_ages as (
    select distinct exit_age as age from marts.deal_spells
    where outcome = 'open'
),
winning as (
    select
        open_ages.age,
        later.age - open_ages.age as day_number,
        case
            when now.still_open > 0 and pace.factor is not null
                then least(pace.factor * (later.won_by_then - now.won_by_then) / nullif(now.still_open, 0), 1.0)
            when pace.factor is not null then 0.0
        end as win_chance,
    from open_ages
    cross join marts.closing_pace as pace
    inner join marts.closing_curve as now on now.age = open_ages.age
    inner join marts.closing_curve as later
        on later.age > open_ages.age
        and later.age <= open_ages.age + 60
),
steps as (
    select
        age,
        day_number,
        win_chance,
        win_chance - coalesce(lag(win_chance) over (
            partition by age
            order by day_number
        ), 0) as won_that_day,
    from winning
),
paying as (
    select
        steps.age,
        steps.day_number + terms.lag_days + curve.days_since_issue as day_number,
        sum(steps.won_that_day * (curve.chance - coalesce(curve.chance_before, 0))) as paid_that_day,
    from steps
    cross join marts.payment_terms as terms
    inner join (
        select
            days_since_issue,
            chance,
            lag(chance) over (order by days_since_issue) as chance_before,
        from marts.new_invoice_curve
    ) as curve on steps.day_number + terms.lag_days + curve.days_since_issue <= 60
    group by steps.age, steps.day_number + terms.lag_days + curve.days_since_issue
),
joined as (
    select
        steps.age,
        steps.day_number,
        steps.win_chance,
        round(sum(coalesce(paying.paid_that_day, 0)) over (
            partition by steps.age
            order by steps.day_number
            rows between unbounded preceding and current row
        ), 9) as cash_chance,
    from steps
    left join paying
        on paying.age = steps.age
        and paying.day_number = steps.day_number
)
select * from joined
