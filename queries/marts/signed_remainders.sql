-- row: a day from which is forecast and a deal won in the 180 days before, of which a part was not invoiced by then
with remainders as (
    select
        origins.origin,
        origins.is_today,
        deals.system,
        deals.deal_id,
        cast(greatest(deals.amount - coalesce(invoiced.amount, 0), 0) as decimal(18, 2)) as remainder,
        greatest(date_diff('day', origins.origin, deals.closed_on) + terms.lag_days, 1) as issue_day,
    from marts.deals as deals
    inner join marts.forecast_origins as origins
        on deals.closed_on <= origins.origin
        and deals.closed_on > origins.origin - 180
    inner join marts.payment_terms as terms on terms.origin = origins.origin
    left join marts.deal_invoiced as invoiced
        on invoiced.origin = origins.origin
        and invoiced.system = deals.system
        and invoiced.deal_id = deals.deal_id
    where deals.outcome = 'won'
        and deals.no_money_because is null
)
select * from remainders
where remainder > 0
