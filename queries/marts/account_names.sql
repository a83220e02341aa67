-- row: a name, in full or without its legal form, and the account that has it
-- note: a name of several accounts belongs to none of them: company_id is empty.
with named as (
    select
        'in full' as form,
        name_words as name,
        company_id,
    from marts.crm_accounts
    union all
    select
        'without legal form' as form,
        name_key as name,
        company_id,
    from marts.crm_accounts
),
names as (
    select
        form,
        name,
        count(*) as accounts,
        case when count(*) = 1 then min(company_id) end as company_id,
    from named
    where name is not null
    group by form, name
)
select * from names
