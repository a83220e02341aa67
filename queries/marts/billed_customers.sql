-- row: a customer of a billing system: one with invoices that name no account of the CRM, or the parent of such a one
-- note: linked_company_id is the one account that its other invoices name. parent is the nearest parent in "Parent:Job" as written,
--   first_parent the first one.
-- stands on: nothing
with billed as (
    select
        invoices.system,
        invoices.customer_key as customer_id,
        max(coalesce(invoices.customer_name, invoices.customer_id, invoices.account_id)) as customer,
        bool_and(invoices.customer_id is null) as is_known_by_name,
        case when min(links.company_id) = max(links.company_id) then min(links.company_id) end as linked_company_id,
        max(invoices.customer_domain) as domain,
        max(invoices.customer_city) as city,
        arg_min(invoices.source_file, invoices.source_row) as source_file,
        min(invoices.source_row) as source_row,
    from staging.invoices as invoices
    cross join settings.company as company
    left join marts.account_links as links
        on links.system = invoices.system
        and links.account_id = invoices.account_id
    where invoices.customer_key is not null
        and invoices.issued_on <= company.as_of
    group by invoices.system, invoices.customer_key
    having count(*) > count(links.company_id)
),
named as (
    select
        billed.system,
        billed.customer_id,
        coalesce(customers.customer, billed.customer) as customer,
        billed.is_known_by_name,
        billed.linked_company_id,
        coalesce(customers.domain, billed.domain) as domain,
        coalesce(customers.city, billed.city) as city,
        coalesce(customers.source_file, billed.source_file) as source_file,
        coalesce(customers.source_row, billed.source_row) as source_row,
    from billed
    left join staging.customers as customers
        on customers.system = billed.system
        and customers.customer_id = billed.customer_id
),
parents as (
    select system, lower(parent_name(customer, 1)) as name from named
    union
    select system, lower(parent_name(customer, -1)) as name from named
),
listed_parents as (
    select
        customers.system,
        customers.customer_id,
        customers.customer,
        false as is_known_by_name,
        cast(null as varchar) as linked_company_id,
        customers.domain,
        customers.city,
        customers.source_file,
        customers.source_row,
    from staging.customers as customers
    inner join parents
        on parents.system = customers.system
        and parents.name = lower(customers.customer)
    left join named
        on named.system = customers.system
        and named.customer_id = customers.customer_id
    where named.customer_id is null
),
all_customers as (
    select * from named
    union all
    select * from listed_parents
),
worded as (
    select
        all_customers.*,
        parent_name(customer, -1) as parent,
        parent_name(customer, 1) as first_parent,
        company_words(customer) as name_words,
    from all_customers
)
select
    worded.*,
    without_legal_form(name_words) as name_key,
from worded
