-- row: a billing customer that is part of another one of its system: the job of a parent, or the same one known by its name alone
with names as (
    select
        system,
        lower(customer) as name,
        case when count(*) = 1 then min(customer_id) end as head_id,
        case when count(*) filter (where not is_known_by_name) = 1
            then min(customer_id) filter (where not is_known_by_name)
        end as head_with_id,
    from marts.billed_customers
    group by system, lower(customer)
),
found as (
    select
        customers.system,
        customers.customer_id,
        coalesce(
            firsts.head_id,
            parents.head_id,
            case when customers.is_known_by_name then twins.head_with_id end
        ) as head_id,
    from marts.billed_customers as customers
    left join names as firsts
        on firsts.system = customers.system
        and firsts.name = lower(customers.first_parent)
    left join names as parents
        on parents.system = customers.system
        and parents.name = lower(customers.parent)
    left join names as twins
        on twins.system = customers.system
        and twins.name = lower(customers.customer)
)
select * from found
where head_id <> customer_id
