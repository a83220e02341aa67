-- row: a supplier's bill
select
    system,
    bill_id,
    coalesce(number, bill_id) as number,
    coalesce(trim(vendor), vendor_id) as vendor,
    issued_on,
    due_on,
    expected_on,
    paid_on,
    total,
    paid,
    balance,
    upper(trim(currency)) as currency,
    currency_rate,
    trim(status) as status,
    source_file,
    source_row,
from raw.bill
