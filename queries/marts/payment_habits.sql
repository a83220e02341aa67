-- row: a customer who paid in the last 180 days, or owes something, and how many days after the due day it pays
-- note: with fewer than 3 payments, what all customers do stands in and is_own is false; with fewer than 3 of all, nothing does.
with paid as (
    select
        account,
        count(*) as payments,
        sum(amount) as paid,
        days_beyond_terms(amount, days_late) as days_beyond_terms,
    from marts.recent_receipts
    where left_out_because is null
    group by account
),
pool as (
    select
        count(*) as payments,
        case when count(*) >= 3 then days_beyond_terms(amount, days_late) end as days_beyond_terms,
    from marts.recent_receipts
    where left_out_because is null
),
customers as (
    select account from paid
    union
    select account from marts.receivables
    where left_out_because is null
),
habits as (
    select
        customers.account,
        coalesce(paid.payments, 0) as payments,
        coalesce(paid.paid, 0) as paid,
        coalesce(paid.payments >= 3, false) as is_own,
        case when paid.payments >= 3 then paid.days_beyond_terms end as own_days_beyond_terms,
        case when paid.payments >= 3 then paid.days_beyond_terms else pool.days_beyond_terms end as days_beyond_terms,
    from customers
    cross join pool
    left join paid on paid.account is not distinct from customers.account
)
select * from habits
