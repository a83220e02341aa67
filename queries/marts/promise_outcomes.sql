-- row: a promise of a customer to pay an invoice by a day, with what was paid by then
-- note: its last day is the business day after the promised one. A promise counts in the record once that day is over, unless it was
--   replaced or taken back by then, or written down only after the promised day.
with promises as (
    select
        notes.*,
        lead(notes.day) over (
            partition by notes.system, notes.invoice_id
            order by notes.number
        ) as replaced_on,
    from settings.receivable_notes as notes
    cross join settings.company as company
    where notes.kind = 'promise' and notes.day <= company.as_of
),
business_days as (
    select business_number, min(day) as day from marts.calendar
    where is_business
    group by business_number
),
dated as (
    select
        promises.number,
        promises.system,
        promises.invoice_id,
        promises.on_day as promised_on,
        promises.day as written_on,
        promises.replaced_on,
        next_days.day as last_day,
    from promises
    left join marts.calendar as calendar on calendar.day = promises.on_day
    left join business_days as next_days on next_days.business_number = calendar.business_number + 1
    where promises.on_day is not null
),
invoices as (
    select
        system,
        invoice_id,
        min(account) as account,
        sum(total_in_currency) as total,
        sum(balance_in_currency) as open_now,
        max(settled_on) as settled_on,
        max(last_payment_on) as last_payment_on,
        min(source_file) as source_file,
        min(source_row) as source_row,
    from marts.invoices
    where not_counted_because is null
    group by system, invoice_id
),
in_time as (
    select
        dated.number,
        sum(payments.amount) as received,
    from dated
    inner join staging.payments as payments
        on payments.system = dated.system
        and payments.invoice_id = dated.invoice_id
        and payments.paid_on <= dated.last_day
    cross join settings.company as company
    where payments.paid_on <= company.as_of
        and coalesce(payments.status, 'paid') not in ('failed', 'pending', 'canceled', 'cancelled')
    group by dated.number
),
judged as (
    select
        dated.number,
        dated.system,
        dated.invoice_id,
        invoices.account,
        dated.promised_on,
        dated.last_day,
        dated.written_on,
        dated.last_day < company.as_of as is_over,
        case
            when dated.replaced_on <= dated.last_day then 'replaced or taken back before it fell due'
            when dated.written_on > dated.promised_on then 'written down after its day'
            when dated.last_day is null or dated.last_day >= company.as_of then 'not due yet'
        end as not_due_because,
        invoices.total - invoices.open_now >= 0.95 * invoices.total as is_paid_now,
        case
            when invoices.total - invoices.open_now < 0.95 * invoices.total then false
            when in_time.received >= 0.95 * invoices.total then true
            when invoices.last_payment_on <= dated.last_day then true
            when invoices.last_payment_on > dated.last_day then false
        end as is_paid_in_time,
        invoices.source_file,
        invoices.source_row,
    from dated
    cross join settings.company as company
    inner join invoices
        on invoices.system = dated.system
        and invoices.invoice_id = dated.invoice_id
    left join in_time on in_time.number = dated.number
),
known as (
    select
        judged.*,
        coalesce(
            not_due_because,
            case when is_paid_in_time is null then 'the export does not say when it was paid' end
        ) as left_out_because,
    from judged
)
select * from known
