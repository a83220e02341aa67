-- row: a lead with its owner and a number of its own, by which touches are gathered faster than by its id
select
    leads.system,
    leads.lead_id,
    leads.assigned_at,
    owners.rep,
    leads.converted_contact_id,
    leads.converted_account_id,
    leads.converted_deal_id,
    cast(row_number() over () as integer) as lead_number,
from staging.leads as leads
inner join marts.owners as owners
    on owners.system = leads.system
    and owners.owner_id is not distinct from leads.owner_id
    and owners.owner_key is not distinct from leads.owner_key
