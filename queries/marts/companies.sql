-- row: a company: an account of the CRM, or a customer whom only the billing system knows
-- note: marts.billing_customers says which customers are which account. A customer that is none stays, as a company of its own.
-- stands on: nothing
with crm as (
    select
        company_id,
        system,
        account_id,
        account,
        name_key,
        account_type,
        rep,
        owner_status,
        left_on,
        is_orphaned,
        source_file,
        source_row,
    from marts.crm_accounts
),
billed_only as (
    select
        customers.company_id,
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
    from (
        select distinct company_id from marts.billing_customers
        where not is_matched
    ) as customers
    inner join marts.billed_customers as billed
        on customers.company_id = billed.system || ' customer ' || billed.customer_id
),
all_companies as (
    select *, 'CRM' as known_from from crm
    union all
    select *, 'billing' as known_from from billed_only
)
select * from all_companies
