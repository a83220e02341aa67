-- row: a customer of a billing system and the company it is
with named as (
    select
        invoices.system,
        coalesce(invoices.customer_id, company_key(invoices.customer_name)) as customer_id,
        max(coalesce(customers.customer, invoices.customer_name, invoices.customer_id)) as customer,
    from staging.invoices as invoices
    left join staging.customers as customers
        on customers.system = invoices.system
        and customers.customer_id = invoices.customer_id
    where invoices.account_id is null
    group by invoices.system, coalesce(invoices.customer_id, company_key(invoices.customer_name))
),
single_names as (
    select
        name_key,
        min(company_id) as company_id,
    from marts.companies
    where known_from = 'CRM' and name_key is not null
    group by name_key
    having count(*) = 1
),
linked as (
    select
        named.system,
        named.customer_id,
        coalesce(single_names.company_id, named.system || ' ' || named.customer_id) as company_id,
    from named
    left join single_names on single_names.name_key = company_key(named.customer)
    where named.customer_id is not null
)
select * from linked
