-- title: What to collect, by customer
-- row: a customer with open invoices, the one who owes most first
-- parameters: rep
-- keys: account
-- metrics: to_collect
-- adds up: invoices = count(*)
-- adds up: balance = total_owed(balance)
-- adds up: overdue = sum(balance) where days_past_due > 0
with counted as (
    select * from marts.receivables
    where left_out_because is null
        and ($rep::varchar is null or rep = $rep::varchar)
),
customers as (
    select
        counted.account,
        min(counted.rep) as rep,
        count(*) as invoices,
        total_owed(counted.balance) as balance,
        sum(counted.balance) filter (where counted.days_past_due > 0) as overdue,
        max(counted.days_past_due) filter (where counted.days_past_due > 0) as oldest_days,
        max(last_payments.last_payment_on) as last_payment_on,
    from counted
    left join marts.last_payments as last_payments on last_payments.company_id = counted.company_id
    group by counted.account
)
select * from customers
order by balance desc, account
