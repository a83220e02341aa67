-- row: a name under which a billing customer may be known to the CRM: its own, or that of a parent; steps 1 and 2 are its own
with in_full as (
    select system, customer_id, 1 as step, name_words as name from marts.billed_customers
    union all
    select system, customer_id, 3 as step, company_words(parent) as name from marts.billed_customers
    where parent is not null
    union all
    select system, customer_id, 5 as step, company_words(first_parent) as name from marts.billed_customers
    where first_parent is not null
),
names as (
    select system, customer_id, step, 'in full' as form, name from in_full
    union all
    select system, customer_id, step + 1 as step, 'without legal form' as form, without_legal_form(name) as name from in_full
)
select * from names
where name is not null
