-- row: an account of the CRM that existed on the as-of day
-- stands on: nothing
select
    accounts.system || ' ' || accounts.account_id as company_id,
    accounts.system,
    accounts.account_id,
    accounts.account,
    accounts.name_words,
    accounts.name_key,
    accounts.domain,
    accounts.city,
    accounts.account_type,
    owners.rep,
    owners.owner_status,
    owners.left_on,
    owners.is_orphaning and knowledge.names_account_owners as is_orphaned,
    accounts.source_file,
    accounts.source_row,
from staging.accounts as accounts
cross join settings.company as company
inner join marts.export_knowledge as knowledge on knowledge.system = accounts.system
left join marts.owners as owners
    on owners.system = accounts.system
    and owners.owner_id is not distinct from accounts.owner_id
    and owners.owner_key is not distinct from accounts.owner_key
where not accounts.is_deleted
    and (accounts.created_at is null or accounts.created_at < company.as_of + interval 1 day)
