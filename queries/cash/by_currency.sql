-- title: What is open, in its own currency
-- row: a currency in which invoices or bills are open
-- keys: currency
-- metrics: to_collect, obligations
-- adds up: receivables = sum(amount) where kind = 'invoice'
-- adds up: receivable_invoices = count(*) where kind = 'invoice'
-- adds up: bills = sum(amount) where kind = 'bill'
-- adds up: bill_count = count(*) where kind = 'bill'
-- note: Here stands also what is left out elsewhere because no rate is known for its currency.
with counted as (
    select 'invoice' as kind, coalesce(currency, '') as currency, balance_in_currency as amount, rate, source_file, source_row
    from marts.receivables
    where left_out_because is null or starts_with(left_out_because, 'no rate')
    union all
    select 'bill' as kind, coalesce(currency, '') as currency, balance_in_currency as amount, rate, source_file, source_row
    from marts.bills
    where left_out_because is null or starts_with(left_out_because, 'no rate')
),
currencies as (
    select
        currency,
        sum(amount) filter (where kind = 'invoice') as receivables,
        count(*) filter (where kind = 'invoice') as receivable_invoices,
        sum(amount) filter (where kind = 'bill') as bills,
        count(*) filter (where kind = 'bill') as bill_count,
        avg(rate) as rate,
    from counted
    group by currency
)
select * from currencies
order by receivable_invoices + bill_count desc, currency
