-- title: Rates that were used
-- row: a currency beside the reporting one, and what one unit of it is worth
-- keys: currency
-- metrics: to_collect
-- adds up: rate = max(rate)
-- note: The settings come first, then the newest day in a file of rates. Documents in other currencies count by their own rate.
with counted as (
    select rates.* from marts.rates as rates
    cross join settings.company as company
    where rates.currency is distinct from company.currency
),
used as (
    select
        currency,
        rate,
        rate_on,
        known_from,
        source_file,
        source_row,
    from counted
)
select * from used
order by currency
