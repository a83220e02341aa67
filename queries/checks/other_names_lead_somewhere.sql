-- title: Every line of the file of other names leads to one account
-- harm: The owner said which account a customer is, and the board does not follow, because it knows no such account or several.
select customer, account, source_file, source_row
from marts.aliased_accounts
where company_id is null
