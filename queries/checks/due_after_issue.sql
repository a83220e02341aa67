-- title: No invoice is due before it was issued
-- harm: A wrong day or month makes an invoice look late, or not late.
select invoice_id, account, issued_on, due_on, source_file, source_row
from marts.invoices
where due_on < issued_on
