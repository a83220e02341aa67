-- row: what the exports can tell about receivables: sales in full, due days, and the days on which invoices were paid
-- note: the days are known when they are for nine tenths of the money paid on invoices of the last 365 days.
with given as (
    select
        is_filled as has_invoices,
        knowledge.can_tell as tells_what_was_paid,
    from settings.tables
    cross join marts.payment_knowledge as knowledge
    where table_name = 'invoice'
),
lists as (
    select system
    from marts.import_file
    where table_name = 'invoice' and rows_kept > 0
    group by system
    having bool_and(extent = 'open list')
),
billed as (
    select
        min(issued_on) as sales_from,
        coalesce(bool_or(system in (select system from lists)), false) as has_open_lists_only,
    from marts.sales
),
open_now as (
    select
        count(*) as invoices,
        count(due_on) as with_due_day,
    from marts.receivables
    where left_out_because is null
),
paid as (
    select
        invoices.system,
        invoices.invoice_id,
        invoices.total - invoices.balance as amount,
    from marts.invoices as invoices
    cross join settings.company as company
    where invoices.not_counted_because is null
        and invoices.no_balance_because is null
        and invoices.issued_on > company.as_of - 365
        and invoices.total > invoices.balance
),
dated as (
    select
        coalesce(sum(paid.amount), 0) as paid,
        coalesce(sum(least(paid.amount, coalesce(received.amount, 0))), 0) as paid_on_known_days,
    from paid
    left join (
        select
            system,
            invoice_id,
            sum(amount) as amount,
        from marts.receipts
        group by system, invoice_id
    ) as received
        on received.system = paid.system
        and received.invoice_id = paid.invoice_id
),
known as (
    select
        given.has_invoices,
        given.tells_what_was_paid,
        billed.sales_from,
        not billed.has_open_lists_only as has_all_sales,
        open_now.invoices = 0 or open_now.with_due_day > 0 as has_due_days,
        dated.paid_on_known_days >= 0.9 * dated.paid as has_paid_days,
    from given
    cross join billed
    cross join open_now
    cross join dated
)
select * from known
