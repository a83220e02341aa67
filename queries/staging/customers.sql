-- row: a customer of the billing system
select
    system,
    customer_id,
    trim(name) as customer,
    mail_domain(email) as domain,
    lower(trim(city)) as city,
    source_file,
    source_row,
from raw.customer
