-- title: No invoice is open for more than its total
-- harm: A receivable above the invoice's own total overstates what can be collected.
select invoice_id, account, total, balance, source_file, source_row
from marts.receivables
where left_out_because is null and balance > total
