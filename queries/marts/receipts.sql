-- row: money received on an invoice on a known day: a payment, or what the invoice itself says was paid on the day it was settled
-- note: where the payments are exported, what they lack of an invoice was no money: a credit, a discount, a write-off.
with payments as (
    select
        payments.system,
        payments.invoice_id,
        payments.paid_on,
        payments.amount,
        payments.source_file,
        payments.source_row,
    from staging.payments as payments
    cross join settings.company as company
    where payments.invoice_id is not null
        and payments.paid_on <= company.as_of
        and coalesce(payments.status, 'paid') not in ('failed', 'pending', 'canceled', 'cancelled')
),
by_payment as (
    select
        invoices.system,
        invoices.invoice_id,
        invoices.company_id,
        payments.paid_on as received_on,
        cents(payments.amount * invoices.rate) as amount,
        payments.source_file,
        payments.source_row,
    from payments
    inner join marts.invoices as invoices
        on invoices.system = payments.system
        and invoices.invoice_id = payments.invoice_id
    where invoices.not_counted_because is null
        and invoices.total is not null
),
paid_so_far as (
    select system, invoice_id, sum(amount) as amount
    from by_payment
    group by system, invoice_id
),
by_invoice as (
    select
        invoices.system,
        invoices.invoice_id,
        invoices.company_id,
        invoices.settled_on as received_on,
        cast(invoices.total - coalesce(paid_so_far.amount, 0) as decimal(18, 2)) as amount,
        invoices.source_file,
        invoices.source_row,
    from marts.invoices as invoices
    left join paid_so_far
        on paid_so_far.system = invoices.system
        and paid_so_far.invoice_id = invoices.invoice_id
    left join marts.export_knowledge as knowledge on knowledge.system = invoices.system
    where invoices.not_counted_because is null
        and (paid_so_far.amount is null or knowledge.payments_from is null or invoices.issued_on < knowledge.payments_from)
        and invoices.settled_on is not null
        and invoices.total > coalesce(paid_so_far.amount, 0)
),
received as (
    select * from by_payment
    union all
    select * from by_invoice
)
select * from received
