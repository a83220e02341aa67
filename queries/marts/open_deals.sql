-- row: a deal that was open on the as-of day, with its chance of being won; left_out_because says why its money is not
--   expected at all, not_soon_because why it is not in the list of those about to close
with chances as (
    select
        age,
        max(case when day_number = 15 then win_chance end) as chance_15,
        max(case when day_number = 30 then win_chance end) as chance_30,
        max(case when day_number = 60 then win_chance end) as chance_60,
    from marts.win_chances
    where origin = (select as_of from settings.company)
    group by age
),
usual_payment as (
    select min(days_since_issue) as days
    from marts.new_invoice_curve
    where chance >= 0.5
        and origin = (select as_of from settings.company)
),
judged as (
    select
        deals.*,
        case
            when deals.amount is not null
                then cast(greatest(deals.amount - coalesce(invoiced.amount, 0), 0) as decimal(18, 2))
        end as remaining_amount,
        chances.chance_15,
        chances.chance_30,
        chances.chance_60,
        case
            when deals.close_on is not null
                then add_days(greatest(deals.close_on, company.as_of + 1), terms.lag_days + usual_payment.days)
        end as expected_cash_on,
        expected_value(deals.amount, chances.chance_60) as expected_value,
        case
            when no_money_because is not null then no_money_because
            when close_on is null then 'no closing day'
            when close_on > company.as_of + 60 then 'closes after 60 days'
        end as not_soon_because,
        case
            when no_money_because is not null then no_money_because
            when created_on is null then 'no creation day'
            when pace.factor is null then 'fewer than 10 deals won so far'
            when company.exclude_past_due and is_past_due then 'past its closing day'
        end as left_out_because,
    from marts.deals as deals
    cross join settings.company as company
    inner join marts.closing_pace as pace on pace.origin = company.as_of
    inner join marts.payment_terms as terms on terms.origin = company.as_of
    cross join usual_payment
    left join chances on chances.age = least(deals.age_days, 3653)
    left join marts.deal_invoiced as invoiced
        on invoiced.origin = company.as_of
        and invoiced.system = deals.system
        and invoiced.deal_id = deals.deal_id
    where deals.outcome = 'open'
)
select * from judged
