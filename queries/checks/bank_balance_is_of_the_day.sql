-- title: Every bank balance is at most three days older than the board
-- harm: Free cash of last week says nothing about the need of today.
select bank_account, balance_on, source_file, source_row
from marts.bank_accounts
cross join settings.company
where balance_on < as_of - 3
