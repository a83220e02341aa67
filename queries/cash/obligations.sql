-- title: What we must pay
-- row: a bill or a recurring payment due within 60 days, or overdue
-- keys: due_on, what, source_file, source_row
-- metrics: obligations
-- adds up: amount = sum(amount)
with counted as (
    select * from marts.obligations
),
left_out as (
    select left_out_because as reason, bill_id, vendor, balance_in_currency as amount, currency, due_on, source_file, source_row
    from marts.bills
    where left_out_because is not null
),
schedule as (
    select
        due_on,
        what,
        kind,
        amount,
        currency,
        is_overdue,
        is_certain,
        bill_id,
        source_file,
        source_row,
    from counted
)
select * from schedule
order by due_on, amount desc, what
