-- title: Customers found in the CRM
-- row: all customers with an open invoice or one of the last 365 days
-- metrics: match_rate
-- adds up: customers = count(distinct customer)
-- adds up: matched_customers = count(distinct customer) where is_matched
-- adds up: billed = sum(billed)
-- adds up: matched_billed = sum(billed) where is_matched
-- adds up: open = sum(open)
-- adds up: matched_open = sum(open) where is_matched
-- adds up: unmatched_open = sum(open) where not is_matched
with counted as (
    select * from marts.customer_invoices
),
sums as (
    select
        count(distinct customer) as customers,
        count(distinct customer) filter (where is_matched) as matched_customers,
        sum(billed) as billed,
        sum(billed) filter (where is_matched) as matched_billed,
        sum(open) as open,
        sum(open) filter (where is_matched) as matched_open,
        sum(open) filter (where not is_matched) as unmatched_open,
    from counted
),
answer as (
    select
        sums.*,
        match_rate(coalesce(sums.matched_billed, 0), sums.billed) as rate,
    from sums
)
select * from answer
