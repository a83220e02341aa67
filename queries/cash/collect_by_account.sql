-- title: What to collect, by customer
-- row: a customer with open invoices, the one first whose payment would shrink the gap of the next 30 days most
-- parameters: rep
-- keys: account
-- metrics: to_collect, moves_gap
-- adds up: invoices = count(*)
-- adds up: balance = total_owed(balance)
-- adds up: moves_gap = sum(gap_moved)
-- adds up: overdue = sum(balance) where days_past_due > 0
with counted as (
    select
        receivables.*,
        moves_gap(receivables.balance, dates.chance_30, receivables.days_past_due) as gap_moved,
    from marts.receivables as receivables
    left join marts.receivable_dates as dates
        on dates.source_file = receivables.source_file
        and dates.source_row = receivables.source_row
    where receivables.left_out_because is null
        and is_of(receivables.rep, $rep::varchar)
),
customers as (
    select
        counted.account,
        min(counted.rep) as rep,
        count(*) as invoices,
        total_owed(counted.balance) as balance,
        sum(counted.balance) filter (where counted.days_past_due > 0) as overdue,
        max(counted.days_past_due) filter (where counted.days_past_due > 0) as oldest_days,
        sum(counted.gap_moved) as moves_gap,
        max(last_payments.last_payment_on) as last_payment_on,
        max(touches.last_touch_on) as last_touch_on,
    from counted
    left join marts.last_payments as last_payments on last_payments.company_id = counted.company_id
    left join marts.account_touches as touches on touches.company_id = counted.company_id
    group by counted.account
)
select * from customers
order by moves_gap desc, account
