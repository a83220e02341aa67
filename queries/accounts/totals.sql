-- title: Accounts by class
-- row: a class of accounts
-- parameters: rep
-- keys: class
-- metrics: lapsed, one_time_buyers
-- adds up: accounts = count(*)
-- adds up: value = sum(value)
with counted as (
    select * from marts.accounts
    where is_of(rep, $rep::varchar)
),
classes as (
    select
        class,
        count(*) as accounts,
        sum(value) as value,
    from counted
    group by class
)
select * from classes
order by case class
    when 'orphan' then 1 when 'lapsed' then 2 when 'one-time' then 3 when 'active' then 4 else 5
end
