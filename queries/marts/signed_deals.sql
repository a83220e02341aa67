-- row: a deal won in the last 180 days of which a part is not invoiced yet
-- note: without invoices that name their deal or its customer nobody can tell what is invoiced, and the layer is not known.
select
    deals.*,
    company.as_of,
    remainders.remainder,
    add_days(company.as_of, remainders.issue_day) as planned_issue_on,
from marts.signed_remainders as remainders
cross join settings.company as company
cross join marts.billing_links as links
inner join marts.deals as deals
    on deals.system = remainders.system
    and deals.deal_id = remainders.deal_id
where remainders.is_today
    and links.is_known
