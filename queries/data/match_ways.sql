-- title: How customers were found in the CRM
-- row: a way in which customers were found, or a reason why not
-- keys: matched_by
-- metrics: match_rate
-- adds up: customers = count(distinct customer)
-- adds up: billed = sum(billed)
-- adds up: open = sum(open)
with counted as (
    select * from marts.customer_invoices
),
ways as (
    select
        matched_by,
        is_matched,
        count(distinct customer) as customers,
        sum(billed) as billed,
        sum(open) as open,
    from counted
    group by matched_by, is_matched
)
select * from ways
order by is_matched desc, billed desc nulls last, matched_by
