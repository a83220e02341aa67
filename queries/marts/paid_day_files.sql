-- row: a file of invoices that names the day on which an invoice was paid; in such a file an invoice without that day is open
-- stands on: nothing
select
    system,
    source_file,
from staging.invoices
where paid_on is not null
group by system, source_file
