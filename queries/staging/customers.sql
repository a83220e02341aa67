-- row: a customer of the billing system
select
    system,
    customer_id,
    trim(name) as customer,
    company_key(name) as name_key,
    source_file,
    source_row,
from raw.customer
