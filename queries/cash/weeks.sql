-- title: Cash, week by week
-- row: a week: eight that are gone, then thirteen to come
-- keys: week_on
-- metrics: cash_cover, obligations, free_cash, chance_of_payment
-- note: Of a week that is gone stands what was forecast the day before it began, from what was known then, and what came in of the invoices
--   that were open then.
with counted as (
    select * from marts.cash_lines
    where horizon_days = 91
),
gone as (
    select
        add_days(ranges.origin, 1) as week_on,
        add_days(ranges.origin, 7) as until_on,
        true as is_past,
        cents(ranges.forecast) as forecast,
        cents(ranges.low) as low,
        cents(ranges.high) as high,
        cents(ranges.actual) as actual,
    from marts.forecast_ranges as ranges
    cross join settings.company as company
    where ranges.layer = 'collection'
        and ranges.horizon_days = 7
        and ranges.actual is not null
        and ranges.origin >= company.as_of - 56
),
ends as (
    select
        day_number,
        day,
        balance,
        obligations,
        collections,
        closings,
        low,
        high,
    from marts.cash_path
    where day_number in (0, 7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84, 91)
),
ahead as (
    select
        add_days(day, -6) as week_on,
        day as until_on,
        day_number,
        lag(balance) over (order by day_number) as opening,
        collections - lag(collections) over (order by day_number) as collections,
        closings - lag(closings) over (order by day_number) as closings,
        obligations - lag(obligations) over (order by day_number) as obligations,
        balance as closing,
        low,
        high,
    from ends
),
weeks as (
    select
        week_on,
        until_on,
        is_past,
        cast(null as decimal(18, 2)) as opening,
        cast(null as decimal(18, 2)) as collections,
        cast(null as decimal(18, 2)) as closings,
        cast(null as decimal(18, 2)) as obligations,
        cast(null as decimal(18, 2)) as closing,
        low,
        high,
        forecast,
        actual,
    from gone
    union all
    select
        week_on,
        until_on,
        false as is_past,
        opening,
        collections,
        closings,
        obligations,
        closing,
        low,
        high,
        cast(null as decimal(18, 2)) as forecast,
        cast(null as decimal(18, 2)) as actual,
    from ahead
    where day_number > 0
)
select * from weeks
order by week_on
