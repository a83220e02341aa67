-- row: an invoice and what was paid on it by the as-of day
with received as (
    select
        payments.system,
        payments.invoice_id,
        sum(payments.amount) as received,
        max(payments.paid_on) as last_payment_on,
    from staging.payments as payments
    cross join settings.company as company
    where payments.invoice_id is not null
        and payments.paid_on <= company.as_of
        and coalesce(payments.status, 'paid') not in ('failed', 'pending', 'canceled', 'cancelled')
    group by payments.system, payments.invoice_id
)
select * from received
