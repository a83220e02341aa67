-- row: a customer as the invoices of a billing system name it; its id, or the name where there is no id
with billed as (
    select
        invoices.system,
        coalesce(invoices.customer_id, company_key(invoices.customer_name)) as customer_id,
        max(coalesce(invoices.customer_name, invoices.customer_id)) as customer,
        min(invoices.source_file) as source_file,
        min(invoices.source_row) as source_row,
    from staging.invoices as invoices
    cross join settings.company as company
    where invoices.account_id is null
        and invoices.issued_on <= company.as_of
    group by invoices.system, coalesce(invoices.customer_id, company_key(invoices.customer_name))
),
named as (
    select
        billed.system,
        billed.customer_id,
        coalesce(customers.customer, billed.customer) as customer,
        company_key(coalesce(customers.customer, billed.customer)) as name_key,
        coalesce(customers.source_file, billed.source_file) as source_file,
        coalesce(customers.source_row, billed.source_row) as source_row,
    from billed
    left join staging.customers as customers
        on customers.system = billed.system
        and customers.customer_id = billed.customer_id
    where billed.customer_id is not null
)
select * from named
