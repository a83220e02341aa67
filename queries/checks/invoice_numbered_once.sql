-- title: No two invoices of a customer have the same number
-- harm: An invoice that was exported twice is collected once but counted twice.
select account, number, count(*) as invoices, min(source_file) as source_file, min(source_row) as source_row
from marts.invoices
where not_counted_because is null and company_id is not null
group by account, company_id, number
having count(*) > 1
