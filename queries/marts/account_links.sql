-- row: an id of an account as the invoices of a system name it, and the account that has this id
-- note: a system without accounts of its own names those of another one; an id that several systems have belongs to none.
-- stands on: nothing
with named as (
    select distinct system, account_id from staging.invoices
    where account_id is not null
),
ids as (
    select
        account_id,
        case when count(*) = 1 then min(company_id) end as company_id,
    from marts.crm_accounts
    group by account_id
),
links as (
    select
        named.system,
        named.account_id,
        case when named.system in (select system from marts.crm_accounts) then own.company_id else ids.company_id end as company_id,
    from named
    left join marts.crm_accounts as own
        on own.system = named.system
        and own.account_id = named.account_id
    left join ids on ids.account_id = named.account_id
)
select * from links
where company_id is not null
