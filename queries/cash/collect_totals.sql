-- title: What customers owe
-- row: all open invoices
-- parameters: rep
-- metrics: to_collect, overdue_share
-- adds up: invoices = count(*)
-- adds up: balance = total_owed(balance)
-- adds up: overdue = sum(balance) where days_past_due > 0
-- adds up: unresolved = coalesce(sum(balance), 0) where date_from = 'unresolved'
-- adds up: unresolved_invoices = count(*) where date_from = 'unresolved'
-- adds up: overdue_invoices = count(*) where days_past_due > 0
with counted as (
    select
        receivables.*,
        dates.date_from,
    from marts.receivables as receivables
    left join marts.receivable_dates as dates
        on dates.source_file = receivables.source_file
        and dates.source_row = receivables.source_row
    where receivables.left_out_because is null
        and is_of(receivables.rep, $rep::varchar)
),
left_out as (
    select left_out_because as reason, invoice_id, account, total_in_currency as total, currency, source_file, source_row
    from marts.receivables
    where left_out_because is not null
        and is_of(rep, $rep::varchar)
),
sums as (
    select
        count(*) as invoices,
        total_owed(balance) as balance,
        case when count(*) > 0 then coalesce(sum(balance) filter (where days_past_due > 0), 0) end as overdue,
        count(*) filter (where days_past_due > 0) as overdue_invoices,
        coalesce(sum(balance) filter (where date_from = 'unresolved'), 0) as unresolved,
        count(*) filter (where date_from = 'unresolved') as unresolved_invoices,
    from counted
),
answer as (
    select
        case when tables.is_filled and knowledge.can_tell then sums.invoices end as invoices,
        case when tables.is_filled and knowledge.can_tell then coalesce(sums.balance, 0) end as balance,
        case when tables.is_filled and knowledge.can_tell then coalesce(sums.overdue, 0) end as overdue,
        overdue_share(sums.overdue, sums.balance) as overdue_share,
        case when tables.is_filled and knowledge.can_tell then sums.overdue_invoices end as overdue_invoices,
        case when tables.is_filled and knowledge.can_tell then sums.unresolved end as unresolved,
        case when tables.is_filled and knowledge.can_tell then sums.unresolved_invoices end as unresolved_invoices,
    from sums
    inner join settings.tables as tables on tables.table_name = 'invoice'
    cross join marts.payment_knowledge as knowledge
)
select * from answer
