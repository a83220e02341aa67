-- row: money received
select
    system,
    payment_id,
    invoice_id,
    customer_id,
    customer_name,
    paid_on,
    amount,
    upper(trim(currency)) as currency,
    lower(trim(status)) as status,
    source_file,
    source_row,
from raw.payment
