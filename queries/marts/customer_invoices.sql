-- row: an invoice that is open or was issued in the last 365 days, with the customer whose it is and whether the CRM knows it
with recent as (
    select
        invoices.system || ' ' || invoices.customer_id as customer,
        invoices.matched_by,
        invoices.is_matched,
        invoices.account,
        invoices.number,
        invoices.issued_on,
        case when invoices.issued_on > company.as_of - 365 then invoices.total end as billed,
        case when invoices.no_balance_because is null and invoices.balance_in_currency > 0 then invoices.balance end as open,
        invoices.source_file,
        invoices.source_row,
    from marts.invoices as invoices
    cross join settings.company as company
    where invoices.not_counted_because is null
)
select * from recent
where billed is not null or open is not null
