-- row: a person at a company
select
    system,
    contact_id,
    account_id,
    mail_domain(email) as domain,
    cast(created_at as date) as created_on,
    coalesce(is_deleted, false) as is_deleted,
    source_file,
    source_row,
from raw.contact
