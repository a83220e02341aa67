-- row: the balance of a bank account after a booking or at the end of a day
select
    system,
    coalesce(bank_account, source_file) as bank_account,
    balance_on,
    balance,
    upper(trim(currency)) as currency,
    coalesce(position, 0) as position,
    source_file,
    source_row,
from raw.cash_balance
