-- row: an invoice that was open at the end of a day on which receivables are measured
-- note: on the as-of day this is marts.receivables. On an earlier day an invoice was open with what had not been paid by then; what the
--   exports call paid without a day counts as paid all along. Credits that are still open and had been given by then pay the invoice of
--   the oldest due day first.
with paid as (
    select
        system,
        invoice_id,
        sum(amount) as amount,
        max(received_on) as last_received_on,
    from marts.receipts
    group by system, invoice_id
),
invoices as (
    select
        invoices.system,
        invoices.invoice_id,
        invoices.number,
        invoices.company_id,
        invoices.account,
        invoices.rep,
        invoices.issued_on,
        invoices.due_on,
        invoices.currency,
        invoices.balance,
        invoices.total - greatest(invoices.total - invoices.balance - coalesce(paid.amount, 0), 0) as dated_total,
        paid.last_received_on,
        invoices.source_file,
        invoices.source_row,
    from marts.invoices as invoices
    left join paid
        on paid.system = invoices.system
        and paid.invoice_id = invoices.invoice_id
    where invoices.not_counted_because is null
        and invoices.no_balance_because is null
        and invoices.total is not null
),
open_or_paid_later as (
    select
        days.day,
        invoices.*,
    from marts.measured_days as days
    cross join settings.company as company
    inner join invoices
        on invoices.issued_on <= days.day
        and (invoices.balance > 0 or invoices.last_received_on > days.day)
    where days.day < company.as_of
),
paid_by_then as (
    select
        invoices.day,
        invoices.system,
        invoices.invoice_id,
        sum(receipts.amount) as amount,
    from (select distinct day, system, invoice_id, last_received_on from open_or_paid_later) as invoices
    inner join marts.receipts as receipts
        on receipts.system = invoices.system
        and receipts.invoice_id = invoices.invoice_id
        and receipts.received_on <= invoices.day
    group by invoices.day, invoices.system, invoices.invoice_id
),
unpaid as (
    select
        invoices.day,
        invoices.system,
        invoices.invoice_id,
        invoices.number,
        invoices.company_id,
        invoices.account,
        invoices.rep,
        invoices.issued_on,
        invoices.due_on,
        invoices.currency,
        invoices.dated_total - coalesce(paid_by_then.amount, 0) as amount,
        invoices.source_file,
        invoices.source_row,
    from open_or_paid_later as invoices
    left join paid_by_then
        on paid_by_then.day = invoices.day
        and paid_by_then.system = invoices.system
        and paid_by_then.invoice_id = invoices.invoice_id
),
credits as (
    select
        days.day,
        credits.system,
        credits.company_id,
        credits.currency,
        sum(credits.credit) as credit,
    from marts.measured_days as days
    inner join marts.customer_credits as credits
        on credits.issued_on <= days.day
        and credits.left_out_because is null
    group by days.day, credits.system, credits.company_id, credits.currency
),
lined_up as (
    select
        unpaid.*,
        coalesce(credits.credit, 0) as credit,
        sum(unpaid.amount) over (
            partition by unpaid.day, unpaid.system, unpaid.company_id, unpaid.currency
            order by
                unpaid.due_on nulls last,
                unpaid.issued_on,
                unpaid.invoice_id,
                unpaid.source_file,
                unpaid.source_row
            rows between unbounded preceding and current row
        ) - unpaid.amount as owed_before,
    from unpaid
    left join credits
        on credits.day = unpaid.day
        and credits.system = unpaid.system
        and credits.company_id = unpaid.company_id
        and credits.currency is not distinct from unpaid.currency
    where unpaid.amount > 0
),
before as (
    select
        day,
        invoice_id,
        number,
        account,
        rep,
        issued_on,
        due_on,
        cast(amount - greatest(least(amount, credit - owed_before), 0) as decimal(18, 2)) as amount,
        source_file,
        source_row,
    from lined_up
),
now as (
    select
        company.as_of as day,
        receivables.invoice_id,
        receivables.number,
        receivables.account,
        receivables.rep,
        receivables.issued_on,
        receivables.due_on,
        receivables.balance as amount,
        receivables.source_file,
        receivables.source_row,
    from marts.receivables as receivables
    cross join settings.company as company
    where receivables.left_out_because is null
),
all_days as (
    select * from before
    where amount > 0
    union all
    select * from now
)
select
    all_days.*,
    coalesce(due_on < day, false) as is_overdue,
from all_days
