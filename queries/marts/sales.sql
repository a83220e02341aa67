-- row: an invoice or a credit note that had been issued by the as-of day, the credit note with its amount below zero
select
    system,
    invoice_id,
    number,
    company_id,
    account,
    rep,
    issued_on,
    case when not_counted_because is null then total else -abs(total) end as amount,
    source_file,
    source_row,
from marts.invoices
where total is not null
    and issued_on is not null
    and coalesce(not_counted_because, 'credit note') = 'credit note'
