-- row: a customer of a billing system, the company it is, and how that is known
-- note: matched_by says how it was found in the CRM, or why not: then it is a company of its own, and its money stays. What somebody
--   decided about a pair holds for every day; it has no day of its own. A customer that is part of another one goes where that goes.
-- stands on: nothing
with own_ways as (
    select
        ways.system,
        ways.customer_id,
        arg_min(ways.company_id, ways.rank) as company_id,
        arg_min(ways.matched_by, ways.rank) as matched_by,
    from marts.customer_ways as ways
    left join marts.customer_heads as heads
        on heads.system = ways.system
        and heads.customer_id = ways.customer_id
    where heads.head_id is null or ways.rank < 50
    group by ways.system, ways.customer_id
),
shared_names as (
    select distinct
        names.system,
        names.customer_id,
    from marts.customer_names as names
    inner join marts.account_names as accounts
        on accounts.form = names.form
        and accounts.name = names.name
    where names.step <= 2 and accounts.accounts > 1
),
refused as (
    select distinct system, customer_id from marts.refused_pairs
),
alone as (
    select
        customers.system,
        customers.customer_id,
        customers.system || ' customer ' || customers.customer_id as own_company_id,
        heads.head_id,
        own_ways.company_id,
        own_ways.matched_by,
        case
            when shared_names.customer_id is not null then 'several accounts have this name'
            when refused.customer_id is not null then 'kept apart'
            else 'no such account'
        end as apart_because,
    from marts.billed_customers as customers
    left join marts.customer_heads as heads
        on heads.system = customers.system
        and heads.customer_id = customers.customer_id
    left join own_ways
        on own_ways.system = customers.system
        and own_ways.customer_id = customers.customer_id
    left join shared_names
        on shared_names.system = customers.system
        and shared_names.customer_id = customers.customer_id
    left join refused
        on refused.system = customers.system
        and refused.customer_id = customers.customer_id
),
together as (
    select
        alone.system,
        alone.customer_id,
        coalesce(alone.company_id, heads.company_id, heads.own_company_id, alone.own_company_id) as company_id,
        case
            when alone.company_id is not null then alone.matched_by
            when heads.company_id is not null then 'parent'
            when heads.customer_id is not null then heads.apart_because
            else alone.apart_because
        end as matched_by,
        coalesce(alone.company_id, heads.company_id) is not null as is_matched,
    from alone
    left join alone as heads
        on alone.company_id is null
        and heads.system = alone.system
        and heads.customer_id = alone.head_id
)
select * from together
