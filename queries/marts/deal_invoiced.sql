-- row: a day from which is forecast and a deal: what of it was invoiced by then
select
    origins.origin,
    parts.system,
    parts.deal_id,
    sum(parts.amount) as amount,
from marts.deal_invoices as parts
inner join marts.forecast_origins as origins on origins.origin >= parts.issued_on
group by origins.origin, parts.system, parts.deal_id
