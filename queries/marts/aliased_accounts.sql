-- row: a line of the owner's file of other names, and the account that it leads to; company_id is empty where it leads nowhere
with led as (
    select
        aliases.*,
        case
            when aliases.account_id is not null then ids.company_id
            else coalesce(in_full.company_id, short.company_id)
        end as company_id,
    from staging.account_aliases as aliases
    left join (
        select
            account_id,
            min(company_id) as company_id,
        from marts.crm_accounts
        group by account_id
        having count(*) = 1
    ) as ids on ids.account_id = aliases.account_id
    left join marts.account_names as in_full
        on in_full.form = 'in full'
        and in_full.name = aliases.account_words
    left join marts.account_names as short
        on short.form = 'without legal form'
        and short.name = aliases.account_name_key
)
select * from led
