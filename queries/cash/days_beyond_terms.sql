-- title: Days beyond terms, by customer
-- row: a customer who paid in the last 180 days or owes something, the latest payer first
-- keys: account
-- metrics: days_beyond_terms
-- adds up: payments = count(*)
-- adds up: paid = coalesce(sum(amount), 0)
-- adds up: own_days_beyond_terms = days_beyond_terms(amount, days_late)
-- note: is_own is false where a customer has fewer than 3 payments; then days_beyond_terms is what all customers do.
with counted as (
    select
        account,
        invoice_id,
        number,
        due_on,
        received_on,
        days_late,
        amount,
        source_file,
        source_row,
    from marts.recent_receipts
    where left_out_because is null
),
left_out as (
    select left_out_because as reason, account, invoice_id, number, due_on, received_on, amount, source_file, source_row
    from marts.recent_receipts
    where left_out_because is not null
),
listed as (
    select
        account,
        payments,
        paid,
        days_beyond_terms,
        is_own,
        own_days_beyond_terms,
    from marts.payment_habits
)
select * from listed
order by is_own desc, days_beyond_terms desc nulls last, account
