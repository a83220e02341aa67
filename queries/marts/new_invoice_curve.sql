-- row: a day after an invoice is issued: the chance that it is paid by then, for an invoice on the usual terms
with curve as (
    select
        days.day - before.day as days_since_issue,
        paid_chance(pace.factor, before.cumulative_hazard, days.cumulative_hazard) as chance,
    from marts.payment_hazard as days
    cross join marts.payment_pace as pace
    cross join marts.payment_terms as terms
    inner join marts.payment_hazard as before
        on before.customer = 0
        and before.day = greatest(-terms.terms_days, -90)
    where days.customer = 0
        and days.day >= before.day
        and days.day <= before.day + 120
)
select * from curve
