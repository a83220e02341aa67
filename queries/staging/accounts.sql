-- row: a company of the CRM
select
    system,
    account_id,
    trim(name) as account,
    company_words(name) as name_words,
    company_key(name) as name_key,
    web_domain(website) as domain,
    lower(trim(city)) as city,
    owner_id,
    owner_name,
    person_key(owner_name) as owner_key,
    account_type,
    created_at,
    coalesce(is_deleted, false) as is_deleted,
    source_file,
    source_row,
from raw.account
