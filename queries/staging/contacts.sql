-- row: a person at a company
select
    system,
    contact_id,
    account_id,
    mail_domain(email) as domain,
    coalesce(is_deleted, false) as is_deleted,
    source_file,
    source_row,
from raw.contact
