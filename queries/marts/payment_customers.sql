-- row: a customer with an invoice that is open, or was within the last 60 days, and the number that stands for it in the payment curves
-- note: numbers begin at 1; number 0 is the record of all customers together.
with current_customers as (
    select distinct company_id from marts.payment_spells
    where not is_settled or ended_recently
),
numbered as (
    select
        company_id,
        cast(row_number() over (order by company_id) as integer) as customer,
    from current_customers
)
select * from numbered
