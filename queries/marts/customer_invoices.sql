-- row: an invoice that is open or was issued in the last 365 days, with the customer whose it is and whether the CRM knows it
-- note: an amount in a currency without a rate stays empty; its customer counts all the same.
with dated as (
    select
        invoices.*,
        invoices.issued_on > company.as_of - 365 as is_recent,
        invoices.no_balance_because is null and invoices.balance_in_currency > 0 as is_open,
    from marts.invoices as invoices
    cross join settings.company as company
    where invoices.not_counted_because is null
),
recent as (
    select
        system || ' ' || customer_id as customer,
        matched_by,
        is_matched,
        account,
        number,
        issued_on,
        case when is_recent then total end as billed,
        case when is_open then balance end as open,
        source_file,
        source_row,
    from dated
    where is_recent or is_open
)
select * from recent
