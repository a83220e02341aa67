-- row: a way in which a billing customer is an account of the CRM, the surest with the lowest rank
-- note: an id is surer than the owner's file of other names, that than a pair somebody accepted here, that than equal names, and
--   a customer's own name than its parent's. Lines of the file that contradict each other say nothing; a pair that somebody
--   refused is not joined by its name.
with linked as (
    select
        system,
        customer_id,
        linked_company_id as company_id,
        'id' as matched_by,
        1 as rank,
    from marts.billed_customers
    where linked_company_id is not null
),
aliased_by_id as (
    select
        customers.system,
        customers.customer_id,
        aliases.company_id,
        'file of other names' as matched_by,
        2 as rank,
    from marts.billed_customers as customers
    inner join marts.aliased_accounts as aliases on aliases.customer_id = customers.customer_id
),
aliased as (
    select
        names.system,
        names.customer_id,
        aliases.company_id,
        case when names.step <= 2 then 'file of other names' else 'parent' end as matched_by,
        case when names.step <= 2 then 10 else 50 end + names.step as rank,
    from marts.customer_names as names
    inner join marts.aliased_accounts as aliases
        on aliases.customer_id is null
        and case names.form when 'in full' then aliases.customer_words else aliases.customer_name_key end = names.name
),
accepted as (
    select
        decisions.left_system as system,
        decisions.left_id as customer_id,
        accounts.company_id,
        'accepted pair' as matched_by,
        20 as rank,
    from settings.pair_decisions as decisions
    inner join marts.crm_accounts as accounts
        on accounts.system = decisions.right_system
        and accounts.account_id = decisions.right_id
    where decisions.about = 'company' and decisions.answer = 'same'
),
named as (
    select
        names.system,
        names.customer_id,
        accounts.company_id,
        case names.step when 1 then 'same name' when 2 then 'same name but for the legal form' else 'parent' end as matched_by,
        case when names.step <= 2 then 30 else 60 end + names.step as rank,
    from marts.customer_names as names
    inner join marts.account_names as accounts
        on accounts.form = names.form
        and accounts.name = names.name
    left join marts.refused_pairs as refused
        on refused.system = names.system
        and refused.customer_id = names.customer_id
        and refused.company_id = accounts.company_id
    where refused.company_id is null
),
ways as (
    select * from linked
    union all
    select * from aliased_by_id
    union all
    select * from aliased
    union all
    select * from accepted
    union all
    select * from named
),
sure as (
    select
        system,
        customer_id,
        rank,
        min(matched_by) as matched_by,
        min(company_id) as company_id,
    from ways
    where company_id is not null
    group by system, customer_id, rank
    having count(distinct company_id) = 1
)
select * from sure
