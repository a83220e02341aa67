-- row: a day from which is forecast and a day after an invoice is issued: the chance that it is paid by then, over the usual terms
with curve as (
    select
        terms.origin,
        days.day + terms.terms_days as days_since_issue,
        sum(terms.share * paid_chance(pace.factor, before.cumulative_hazard, days.cumulative_hazard)) as chance,
    from marts.invoice_terms as terms
    inner join marts.payment_pace as pace on pace.origin = terms.origin
    inner join marts.payment_hazard as before
        on before.origin = terms.origin
        and before.customer = 0
        and before.day = -terms.terms_days
    inner join marts.payment_hazard as days
        on days.origin = terms.origin
        and days.customer = 0
        and days.day >= before.day
        and days.day + terms.terms_days <= 91
    group by terms.origin, days.day + terms.terms_days
)
select * from curve
