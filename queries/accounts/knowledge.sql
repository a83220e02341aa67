-- title: What the accounts are judged by
-- row: the whole company
-- metrics: lapsed
with counted as (
    select * from marts.purchases
),
answer as (
    select
        min(known_from) as purchases_from,
        count(*) as purchase_days,
        count(bought_before_on) as gaps,
        (select is_filled from settings.tables where table_name = 'rep') as has_users,
    from counted
)
select * from answer
