-- row: an internet domain of an account: of its web site, of a contact's mail address, or of the lead that it was
with told as (
    select company_id, domain from marts.crm_accounts
    union
    select
        accounts.company_id,
        contacts.domain,
    from staging.contacts as contacts
    inner join marts.crm_accounts as accounts
        on accounts.system = contacts.system
        and accounts.account_id = contacts.account_id
    where not contacts.is_deleted
    union
    select
        accounts.company_id,
        leads.domain,
    from staging.leads as leads
    inner join marts.crm_accounts as accounts
        on accounts.system = leads.system
        and accounts.account_id = leads.converted_account_id
    where not leads.is_deleted
)
select * from told
where domain is not null
