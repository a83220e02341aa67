-- title: What we must pay
-- row: a bill, a recurring payment or a credit owed to a customer, due within 60 days or overdue
-- keys: due_on, what, source_file, source_row
-- metrics: obligations
-- adds up: amount = sum(amount)
with counted as (
    select obligations.* from marts.obligations as obligations
    cross join settings.company as company
    where is_due_within(obligations.due_on, company.as_of, 60)
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
        system,
        planned_on,
        source_file,
        source_row,
    from counted
)
select * from schedule
order by due_on, amount desc, what
