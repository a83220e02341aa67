-- row: a company: an account of the CRM, or a customer whom only the billing system knows
-- note: a billing customer is the CRM account of the same name when exactly one account has that name.
with crm as (
    select
        accounts.system || ' ' || accounts.account_id as company_id,
        accounts.system,
        accounts.account_id,
        accounts.account,
        accounts.name_key,
        accounts.account_type,
        owners.rep,
        owners.owner_status,
        owners.left_on,
        owners.is_orphaning and knowledge.names_account_owners as is_orphaned,
        accounts.source_file,
        accounts.source_row,
    from staging.accounts as accounts
    cross join settings.company as company
    inner join marts.export_knowledge as knowledge on knowledge.system = accounts.system
    left join marts.owners as owners
        on owners.system = accounts.system
        and owners.owner_id is not distinct from accounts.owner_id
        and owners.owner_key is not distinct from accounts.owner_key
    where not accounts.is_deleted
        and (accounts.created_at is null or accounts.created_at < company.as_of + interval 1 day)
),
single_names as (
    select
        name_key,
        min(company_id) as company_id,
    from crm
    where name_key is not null
    group by name_key
    having count(*) = 1
),
billed_only as (
    select
        billed.system || ' ' || billed.customer_id as company_id,
        billed.system,
        billed.customer_id as account_id,
        billed.customer as account,
        billed.name_key,
        cast(null as varchar) as account_type,
        cast(null as varchar) as rep,
        'unknown' as owner_status,
        cast(null as date) as left_on,
        false as is_orphaned,
        billed.source_file,
        billed.source_row,
    from marts.billed_customers as billed
    left join single_names on single_names.name_key = billed.name_key
    where single_names.company_id is null
),
all_companies as (
    select *, 'CRM' as known_from from crm
    union all
    select *, 'billing' as known_from from billed_only
)
select * from all_companies
