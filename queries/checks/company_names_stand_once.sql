-- title: No two CRM accounts have the same name
-- harm: Billing customers are matched by name; a name that stands twice is not matched, and its purchases hang on no account until somebody says on the Data page whose they are.
select min(account) as account, count(*) as accounts, min(source_file) as source_file, min(source_row) as source_row
from marts.companies
where known_from = 'CRM' and name_key is not null
group by name_key
having count(*) > 1
