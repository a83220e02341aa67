-- row: a line of the owner's file that says which account of the CRM a billing customer is
select
    nullif(trim(customer_id), '') as customer_id,
    trim(customer_name) as customer,
    company_words(customer_name) as customer_words,
    company_key(customer_name) as customer_name_key,
    nullif(trim(account_id), '') as account_id,
    trim(account_name) as account,
    company_words(account_name) as account_words,
    company_key(account_name) as account_name_key,
    source_file,
    source_row,
from raw.account_alias
