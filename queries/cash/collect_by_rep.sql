-- title: What to collect, by rep
-- row: a rep whose customers have open invoices
-- keys: rep
-- metrics: to_collect
-- adds up: invoices = count(*)
-- adds up: balance = total_owed(balance)
-- adds up: overdue = sum(balance) where days_past_due > 0
with counted as (
    select
        receivables.*,
    from marts.receivables as receivables
    where left_out_because is null
),
reps as (
    select
        rep,
        count(*) as invoices,
        total_owed(balance) as balance,
        sum(balance) filter (where days_past_due > 0) as overdue,
        max(days_past_due) filter (where days_past_due > 0) as oldest_days,
    from counted
    group by rep
)
select * from reps
order by balance desc, rep
