-- row: a record of the CRM, and the account that is touched with it: the account itself, or its contact, its deal, a lead that became it
with accounts as (
    select
        system,
        account_id,
        company_id,
    from marts.crm_accounts
),
contacts as (
    select
        contacts.system,
        contacts.contact_id,
        accounts.company_id,
    from staging.contacts as contacts
    cross join settings.company as company
    inner join accounts
        on accounts.system = contacts.system
        and accounts.account_id = contacts.account_id
    where contacts.created_on is null or contacts.created_on <= company.as_of
),
deals as (
    select
        system,
        deal_id,
        lead_id,
        company_id,
    from marts.deals
    where company_id is not null
),
converted as (
    select
        leads.system,
        leads.lead_id,
        leads.converted_account_id,
        leads.converted_contact_id,
        leads.converted_deal_id,
    from staging.leads as leads
    cross join settings.company as company
    where leads.converted_at is null or leads.converted_at < company.as_of + interval 1 day
),
targets as (
    select system, 'account' as target_kind, account_id as target_id, company_id
    from accounts
    union
    select system, 'contact' as target_kind, contact_id as target_id, company_id
    from contacts
    union
    select system, 'deal' as target_kind, deal_id as target_id, company_id
    from deals
    union
    select system, 'lead' as target_kind, lead_id as target_id, company_id
    from deals
    where lead_id is not null
    union
    select converted.system, 'lead' as target_kind, converted.lead_id as target_id, deals.company_id
    from converted
    inner join deals
        on deals.system = converted.system
        and deals.deal_id = converted.converted_deal_id
    union
    select converted.system, 'lead' as target_kind, converted.lead_id as target_id, accounts.company_id
    from converted
    inner join accounts
        on accounts.system = converted.system
        and accounts.account_id = converted.converted_account_id
    union
    select converted.system, 'lead' as target_kind, converted.lead_id as target_id, contacts.company_id
    from converted
    inner join contacts
        on contacts.system = converted.system
        and contacts.contact_id = converted.converted_contact_id
)
select * from targets
