-- title: First day below the reserve
-- row: the whole company
-- metrics: first_breach
with counted as (
    select * from marts.cash_lines
    where horizon_days = 91
),
answer as (
    select
        day as likely_on,
        cautious_day as cautious_on,
    from marts.first_breach
)
select * from answer
