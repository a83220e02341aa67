-- title: Likely the same company
-- row: a billing customer and an account of the CRM that somebody should look at, the most money first
-- keys: system, customer_id, account_system, account_id
-- metrics: match_rate
with counted as (
    select * from marts.likely_pairs
    where place <= 3
),
listed as (
    select
        system,
        customer_id,
        customer,
        matched_by,
        account_system,
        account_id,
        account,
        rep,
        account_type,
        city,
        score,
        alike,
        open_balance,
        billed,
        invoices,
        place,
        source_file,
        source_row,
        account_file,
        account_row,
    from counted
)
select * from listed
order by coalesce(open_balance, 0) desc, coalesce(billed, 0) desc, customer, system, customer_id, place
