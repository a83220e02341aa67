-- row: the first day on which expected cash is below the reserve, and the first on which cautious cash (10 of 100 draws) is; one row
with likely as (
    select min(day_number) as day_number, min(day) as day
    from marts.cash_path
    where day_number > 0 and balance < reserve
),
cautious as (
    select min(day) as cautious_day
    from marts.cash_path
    where day_number > 0 and low < reserve
),
both_days as (
    select likely.day_number, likely.day, cautious.cautious_day
    from likely
    cross join cautious
)
select * from both_days
