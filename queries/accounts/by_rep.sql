-- title: Quiet accounts by rep
-- row: a rep with lapsed accounts or one-time buyers
-- keys: rep
-- metrics: lapsed, one_time_buyers
-- adds up: lapsed = count(*) where class = 'lapsed'
-- adds up: one_time = count(*) where class = 'one-time'
-- adds up: value = sum(value)
with counted as (
    select * from marts.accounts
    where class in ('lapsed', 'one-time')
),
reps as (
    select
        rep,
        count(*) filter (where class = 'lapsed') as lapsed,
        count(*) filter (where class = 'one-time') as one_time,
        sum(value) as value,
    from counted
    group by rep
)
select * from reps
order by value desc nulls last, rep
