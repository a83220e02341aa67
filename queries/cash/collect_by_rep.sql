-- title: What to collect, by rep
-- row: a rep whose customers have open invoices
-- keys: rep
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
),
reps as (
    select
        rep,
        count(*) as invoices,
        total_owed(balance) as balance,
        sum(balance) filter (where days_past_due > 0) as overdue,
        max(days_past_due) filter (where days_past_due > 0) as oldest_days,
        sum(gap_moved) as moves_gap,
    from counted
    group by rep
)
select * from reps
order by moves_gap desc, rep
