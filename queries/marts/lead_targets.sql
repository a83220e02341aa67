-- row: a record that reaching out to counts as following up a lead: the lead itself, or the contact, account or deal it became
-- stands on: staging.leads
with targets as (
    select lead_number, assigned_at, rep, system, 'lead' as target_kind, lead_id as target_id
    from marts.numbered_leads
    union all
    select lead_number, assigned_at, rep, system, 'contact' as target_kind, converted_contact_id as target_id
    from marts.numbered_leads
    where converted_contact_id is not null
    union all
    select lead_number, assigned_at, rep, system, 'account' as target_kind, converted_account_id as target_id
    from marts.numbered_leads
    where converted_account_id is not null
    union all
    select lead_number, assigned_at, rep, system, 'deal' as target_kind, converted_deal_id as target_id
    from marts.numbered_leads
    where converted_deal_id is not null
    union all
    select leads.lead_number, leads.assigned_at, leads.rep, deals.system, 'deal' as target_kind, deals.deal_id as target_id
    from staging.deals as deals
    inner join marts.numbered_leads as leads
        on leads.system = deals.system
        and leads.lead_id = deals.lead_id
)
select * from targets
