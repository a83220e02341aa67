-- row: a bank account and its newest balance by the as-of day
with told as (
    select bank_account, balance_on, balance, currency, position, source_file, source_row from staging.cash_balances
    union all
    select bank_account, balance_on, balance, currency, 0 as position, 'settings.toml' as source_file, source_row
    from settings.bank
),
newest as (
    select
        told.*,
        row_number() over (
            partition by told.bank_account
            order by told.balance_on desc, told.position desc, told.source_row desc
        ) as recency,
    from told
    cross join settings.company as company
    where told.balance_on <= company.as_of and told.balance is not null
),
valued as (
    select
        newest.bank_account,
        newest.balance_on,
        cents(newest.balance * unit_value(newest.currency, company.currency, rates.rate, null, null)) as balance,
        newest.balance as balance_in_currency,
        newest.currency,
        case
            when unit_value(newest.currency, company.currency, rates.rate, null, null) is null
                then 'no rate for ' || newest.currency
        end as left_out_because,
        newest.source_file,
        newest.source_row,
    from newest
    cross join settings.company as company
    left join marts.rates as rates on rates.currency = newest.currency
    where newest.recency = 1
)
select * from valued
