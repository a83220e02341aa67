-- row: a receipt of the last 180 days by which customers are judged, or one that is left out, with the reason
select
    invoices.account,
    invoices.invoice_id,
    invoices.number,
    invoices.due_on,
    receipts.received_on,
    date_diff('day', invoices.due_on, receipts.received_on) as days_late,
    receipts.amount,
    case
        when invoices.due_on is null then 'no due day'
        when receipts.amount <= 0 then 'paid back'
    end as left_out_because,
    receipts.source_file,
    receipts.source_row,
from marts.receipts as receipts
cross join settings.company as company
inner join marts.invoices as invoices
    on invoices.system = receipts.system
    and invoices.invoice_id = receipts.invoice_id
    and invoices.not_counted_because is null
where receipts.received_on > company.as_of - 180
