-- title: Cash, day by day
-- row: a day from the as-of day to 91 days on
-- keys: day
-- metrics: first_breach, cash_cover, obligations, free_cash
-- note: What is overdue is taken to be paid tomorrow. The band is the middle 80 of 100 draws.
with counted as (
    select * from marts.cash_lines
    where horizon_days = 91
),
days as (
    select
        day,
        obligations,
        collections,
        closings,
        balance,
        low,
        high,
        reserve,
    from marts.cash_path
)
select * from days
order by day
