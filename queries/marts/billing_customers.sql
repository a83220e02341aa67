-- row: a customer of a billing system and the company it is
with single_names as (
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
        billed.system,
        billed.customer_id,
        coalesce(single_names.company_id, billed.system || ' ' || billed.customer_id) as company_id,
    from marts.billed_customers as billed
    left join single_names on single_names.name_key = billed.name_key
)
select * from linked
