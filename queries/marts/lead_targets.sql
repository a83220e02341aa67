-- row: a record that reaching out to counts as following up a lead: the lead itself, or the contact, account or deal it became
with owned as (
    select
        leads.system,
        leads.lead_id,
        leads.assigned_at,
        owners.rep,
        leads.converted_contact_id,
        leads.converted_account_id,
        leads.converted_deal_id,
    from staging.leads as leads
    inner join marts.owners as owners
        on owners.system = leads.system
        and owners.owner_id is not distinct from leads.owner_id
        and owners.owner_key is not distinct from leads.owner_key
),
targets as (
    select system, 'lead' as target_kind, lead_id as target_id, lead_id, assigned_at, rep from owned
    union all
    select system, 'contact' as target_kind, converted_contact_id as target_id, lead_id, assigned_at, rep from owned
    where converted_contact_id is not null
    union all
    select system, 'account' as target_kind, converted_account_id as target_id, lead_id, assigned_at, rep from owned
    where converted_account_id is not null
    union all
    select system, 'deal' as target_kind, converted_deal_id as target_id, lead_id, assigned_at, rep from owned
    where converted_deal_id is not null
    union all
    select
        deals.system,
        'deal' as target_kind,
        deals.deal_id as target_id,
        owned.lead_id,
        owned.assigned_at,
        owned.rep,
    from staging.deals as deals
    inner join owned
        on owned.system = deals.system
        and owned.lead_id = deals.lead_id
    where owned.converted_deal_id is null or owned.converted_deal_id <> deals.deal_id
),
numbered as (
    select
        targets.*,
        dense_rank() over (order by system, lead_id) as lead_number,
    from targets
)
select * from numbered
