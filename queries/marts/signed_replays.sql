-- row: a past day and a horizon: the cash that was expected then from deals won but not invoiced yet
-- note: without invoices that name their deal or its customer nobody can tell what is invoiced, and nothing is forecast.
select
    remainders.origin,
    horizons.horizon_days,
    sum(remainders.remainder * curve.chance) as forecast,
    sum(cast(remainders.remainder as double) * remainders.remainder * curve.chance * (1 - curve.chance)) as variance,
from marts.signed_remainders as remainders
cross join marts.forecast_horizons as horizons
cross join marts.billing_links as links
inner join marts.new_invoice_curve as curve
    on curve.origin = remainders.origin
    and curve.days_since_issue = horizons.horizon_days - remainders.issue_day
where curve.chance is not null
    and links.is_known
group by remainders.origin, horizons.horizon_days
