-- title: Orphaned records by kind
-- row: accounts, deals or leads; a kind whose owners no export can judge is empty
-- keys: kind
-- metrics: orphaned
-- adds up: records = count(*)
-- adds up: value = sum(value)
with counted as (
    select * from marts.orphans
),
kinds as (
    select table_name as kind, is_filled
    from settings.tables
    where table_name in ('account', 'deal', 'lead')
),
users as (
    select is_filled as has_users from settings.tables
    where table_name = 'rep'
),
sums as (
    select
        kind,
        count(*) as records,
        sum(value) as value,
    from counted
    group by kind
),
answer as (
    select
        kinds.kind,
        case when kinds.is_filled and (users.has_users or sums.records > 0) then coalesce(sums.records, 0) end as records,
        sums.value,
    from kinds
    cross join users
    left join sums on sums.kind = kinds.kind
)
select * from answer
order by kind
